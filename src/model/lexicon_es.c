/* Spanish. */
#include "lexicon_words.h"

const struct lexicon_row lexicon_es[] = {
	{TERM_TITLE, "plan de implementación|plan de ejecución"},
	{TERM_SCOPE, "alcance|ámbito|alcance del cambio"},
	{TERM_APPROACH, "enfoque|enfoque técnico|planteamiento|diseño|solución|"
			"solución propuesta|estrategia|propuesta"},
	{TERM_STEPS, "pasos|implementación|pasos de implementación|tareas|ejecución|"
		     "plan de trabajo"},
	{TERM_TESTS, "pruebas|plan de pruebas|casos de prueba|estrategia de pruebas|"
		     "verificación|validación|criterios de aceptación"},
	{TERM_ROLLBACK,
	 "reversión|plan de reversión|vuelta atrás|marcha atrás|"
	 "plan de vuelta atrás|retroceso|restauración|deshacer|cómo deshacer"},
	{TERM_QUESTIONS, "preguntas abiertas|cuestiones abiertas|preguntas pendientes|"
			 "puntos abiertos|puntos pendientes|dudas|dudas abiertas|"
			 "cuestiones pendientes"},
	{TERM_RISKS, "evaluación de riesgos|análisis de riesgos|riesgos|"
		     "evaluación del riesgo|riesgos y mitigaciones"},
	{TERM_PROGRESS, "progreso|avance"},
	{TERM_ALTERNATIVES, "alternativas|alternativas descartadas"},
	{TERM_OUT, "fuera de alcance|fuera del alcance|no incluido|no incluidos|"
		   "excluido"},
	{TERM_UNCHANGED, "sin cambios|sin cambio|no cambia|no cambian|no se modifica|"
			 "no se modifican|no modificado|no modificados"},
	{TERM_FILES, "archivos|archivo|ficheros|fichero|archivos afectados|"
		     "archivos modificados|archivos nuevos|ficheros afectados|"
		     "archivos a modificar|lista de archivos"},
	{TERM_LINES, "líneas|línea|líneas de código"},
	{TERM_ESTIMATE, "cambios estimados|estimación|tamaño estimado|"
			"estimación de cambios|magnitud estimada"},
	{TERM_REASON, "razón|motivo|por qué|nota|observaciones|comentario"},
	{TERM_RISK_LEVEL, "nivel de riesgo|riesgo global|grado de riesgo"},
	{TERM_RISK, "riesgo"},
	{TERM_LOW, "bajo"},
	{TERM_MEDIUM, "medio|moderado"},
	{TERM_HIGH, "alto"},
	{TERM_STATUS, "estado"},
	{TERM_ACTIVE, "activo|en curso|aceptado|aprobado"},
	{TERM_DRAFT, "borrador"},
	{TERM_DONE, "terminado|hecho|completado|finalizado"},
	{TERM_SUPERSEDED, "reemplazado|sustituido|obsoleto"},
	{TERM_ABANDONED, "abandonado|rechazado|descartado"},
	{TERM_NONE, "ninguno|ninguna|nada|ninguna pregunta|no hay|"
		    "ninguna pregunta abierta|sin preguntas|no hay preguntas abiertas"},
	{TERM_YES, "sí|si"},
	{TERM_NO, "no"},
	{TERM_NOT_APPLICABLE, "no aplica|no procede|no corresponde"},
	{TERM_ANSWER, "respuesta|respuestas|resuelto"},
	{TERM_DECISION, "decisión"},
	{TERM_TBD, "por definir|por determinar|por decidir|pendiente de definir|"
		   "a definir"},
	{TERM_STEP, "paso"},
	{TERM_PHASE, "fase|etapa"},
	{TERM_TASK, "tarea"},
	{TERM_SECURITY, "seguridad"},
	{TERM_USER_INPUT, "entrada de usuario|entradas de usuario|entrada del usuario|"
			  "datos introducidos por el usuario|"
			  "tratamiento de la entrada del usuario|"
			  "manejo de entradas de usuario"},
	{TERM_AUTHENTICATION,
	 "autenticación y autorización|autenticación|permisos|autorización"},
	{TERM_DATA_EXPOSURE, "exposición de datos|fuga de datos|privacidad"},
	{TERM_RATE_LIMITING, "limitación de tasa|límite de peticiones|límites de uso|"
			     "limitación de peticiones"},
	{TERM_PERFORMANCE, "rendimiento|desempeño"},
	{TERM_HOT_PATH, "ruta crítica|camino crítico|código más ejecutado"},
	{TERM_QUERIES, "consultas a la base de datos|consultas de base de datos|consultas"},
	{TERM_MEMORY, "memoria|uso de memoria"},
	{TERM_CACHING, "caché|almacenamiento en caché|uso de caché"},
	{TERM_BREAKING, "cambios incompatibles|cambios disruptivos|"
			"cambios que rompen compatibilidad|compatibilidad"},
	{TERM_API, "contrato de api|contrato de la api|interfaz pública"},
	{TERM_CONFIGURATION, "configuración|ajustes"},
	{TERM_COMPATIBILITY, "compatibilidad hacia atrás|retrocompatibilidad|"
			     "compatibilidad con versiones anteriores"},
	{TERM_DATABASE_SCHEMA, "esquema de base de datos|esquema de la base de datos"},
	{TERM_DEPENDENCIES, "dependencias"},
	{TERM_MODULES, "módulos afectados|módulos modificados|módulos"},
	{TERM_IMPORTS, "cadena de importación|cadena de importaciones|importaciones"},
	{TERM_TYPES, "tipos de datos compartidos|tipos compartidos"},
	{TERM_NO_ROLLBACK, "sin vuelta atrás|no hay vuelta atrás|sin reversión|"
			   "no hay reversión|sin marcha atrás|no hay marcha atrás|"
			   "no hay rollback"},
	{TERM_NOT_NEEDED, "no es necesario|no es necesaria|no hace falta|no se necesita|"
			  "innecesario|no se requiere|no necesario"},
	{TERM_NOT_POSSIBLE, "no es posible|imposible"},
	{TERM_NOT_UNDONE, "no se puede deshacer|no se puede revertir|irreversible|"
			  "no reversible"},
	{TERM_FIX_FORWARD, "corregimos hacia adelante|corregir hacia adelante|"
			   "corrección hacia adelante"},
	{TERM_NOT, "nunca|sin|ningún"},
	{TERM_NO_DATA, "no hay datos|ningún dato|sin datos"},
	{TERM_REVERT, "revertir|revierte|revertido|deshacer|deshaz|volver atrás|"
		      "volver a la versión anterior|vuelve a la versión anterior"},
	{TERM_RESTORE, "restaurar|restaura|restaurado|restablecer|recuperar"},
	{TERM_DISABLE, "desactivar|desactiva|desactivado|deshabilitar"},
	{TERM_DELETE, "borrar|eliminar|elimina|quitar"},
	{TERM_DEPLOY, "desplegar|redesplegar|despliega|volver a desplegar"},
	{TERM_BACKUP, "copia de seguridad|respaldo|copias de seguridad"},
	{TERM_FLAG, "interruptor|indicador de función"},
	{TERM_MIGRATION, "migración|migraciones"},
	{TERM_DATA, "datos|base de datos|registros"},
	{TERM_TABLE, "tabla|tablas"},
	{TERM_COLUMN, "columna|columnas"},
	{TERM_EXISTING, "existente|existentes|actuales|ya"},
	{TERM_NEW, "nuevo|nueva|nuevos|nuevas"},
	{TERM_MANUAL, "manuales|manualmente|a mano"},
	{TERM_TESTING, "probar|probado|comprobar|verificar"},
	{TERM_LATER, "más tarde|más adelante"},
	{TERM_COUNT, NULL},
};

/* French. */
#include "lexicon_words.h"

const struct lexicon_row lexicon_fr[] = {
	{TERM_TITLE, "plan de mise en œuvre|plan dimplémentation|plan de réalisation"},
	{TERM_SCOPE, "portée|périmètre|champ dapplication|étendue|"
		     "périmètre de la modification"},
	{TERM_APPROACH, "approche|approche technique|démarche|conception|solution proposée|"
			"solution retenue|stratégie"},
	{TERM_STEPS, "étapes|mise en œuvre|étapes de mise en œuvre|réalisation|tâches|"
		     "déroulement|plan daction|plan de travail"},
	{TERM_TESTS, "essais|plan de test|plan de tests|stratégie de test|"
		     "stratégie de tests|vérification|vérifications|"
		     "critères dacceptation|recette|cas de test"},
	{TERM_ROLLBACK, "retour arrière|retour en arrière|plan de retour arrière|"
			"plan de retour|annulation|restauration|"
			"procédure de retour arrière|marche arrière"},
	{TERM_QUESTIONS, "questions ouvertes|questions en suspens|points ouverts|"
			 "points en suspens|questions non résolues"},
	{TERM_RISKS, "évaluation des risques|analyse des risques|risques|"
		     "analyse de risques|risques et mesures"},
	{TERM_PROGRESS, "avancement"},
	{TERM_ALTERNATIVES, "autres solutions|alternatives écartées|solutions écartées"},
	{TERM_OUT, "hors périmètre|hors de portée|hors champ|non inclus|non concernés"},
	{TERM_UNCHANGED, "inchangé|inchangés|inchangée|inchangées|reste inchangé|"
			 "restent inchangés|non modifié|non modifiés|aucun changement|"
			 "aucune modification|sans changement"},
	{TERM_FILES, "fichiers|fichier|fichiers concernés|fichiers modifiés|"
		     "fichiers touchés|nouveaux fichiers|fichiers à modifier|"
		     "liste des fichiers"},
	{TERM_LINES, "lignes|ligne|lignes de code"},
	{TERM_ESTIMATE, "changements estimés|modifications estimées|estimation|"
			"ampleur estimée|taille estimée|estimation des changements|"
			"estimation des modifications"},
	{TERM_REASON, "raison|raisons|motif|pourquoi|remarque|commentaire"},
	{TERM_RISK_LEVEL, "niveau de risque|risque global|degré de risque"},
	{TERM_RISK, "risque"},
	{TERM_LOW, "faible|bas|basse"},
	{TERM_MEDIUM, "moyen|moyenne|modéré|modérée"},
	{TERM_HIGH, "élevé|élevée|haut|haute|fort"},
	{TERM_STATUS, "statut|état"},
	{TERM_ACTIVE, "actif|en cours|accepté|approuvé"},
	{TERM_DRAFT, "brouillon|ébauche"},
	{TERM_DONE, "terminé|achevé|fait"},
	{TERM_SUPERSEDED, "remplacé|obsolète"},
	{TERM_ABANDONED, "abandonné|rejeté|retiré"},
	{TERM_NONE, "aucun|aucune|rien|néant|aucune question|aucune question ouverte|"
		    "pas de question|aucune question en suspens|"
		    "pas de questions ouvertes"},
	{TERM_YES, "oui"},
	{TERM_NO, "non"},
	{TERM_NOT_APPLICABLE, "sans objet|non applicable|s o"},
	{TERM_ANSWER, "réponse|réponses|résolu"},
	{TERM_DECISION, "décision"},
	{TERM_TBD, "à définir|à déterminer|à préciser|à décider|à compléter"},
	{TERM_STEP, "étape"},
	{TERM_TASK, "tâche"},
	{TERM_SECURITY, "sécurité"},
	{TERM_USER_INPUT, "saisies utilisateur|saisie utilisateur|entrées utilisateur|"
			  "traitement des entrées utilisateur|"
			  "gestion des entrées utilisateur|données saisies"},
	{TERM_AUTHENTICATION,
	 "authentification et autorisation|authentification|droits daccès|"
	 "authentification et autorisations"},
	{TERM_DATA_EXPOSURE,
	 "exposition des données|exposition de données|fuite de données|"
	 "confidentialité"},
	{TERM_RATE_LIMITING, "limitation de débit|limitation du débit|limites de débit"},
	{TERM_PERFORMANCE, "performances"},
	{TERM_HOT_PATH, "chemin critique|chemin chaud|code fréquemment exécuté"},
	{TERM_QUERIES, "requêtes de base de données|requêtes à la base de données|"
		       "requêtes en base|requêtes|requêtes sql"},
	{TERM_MEMORY, "mémoire|consommation mémoire"},
	{TERM_CACHING, "mise en cache"},
	{TERM_BREAKING, "changements incompatibles|modifications incompatibles|"
			"ruptures de compatibilité|changements cassants|compatibilité"},
	{TERM_API, "contrat dapi|contrat de lapi|interface publique"},
	{TERM_CONFIGURATION, "paramétrage|paramètres"},
	{TERM_COMPATIBILITY, "rétrocompatibilité|compatibilité ascendante|"
			     "compatibilité descendante"},
	{TERM_DATABASE_SCHEMA, "schéma de base de données|schéma de la base de données|"
			       "schéma de la base"},
	{TERM_DEPENDENCIES, "dépendances"},
	{TERM_MODULES, "modules touchés|modules concernés|modules modifiés"},
	{TERM_IMPORTS, "chaîne dimports|chaîne dimportation|chaîne des imports"},
	{TERM_TYPES, "types de données partagés|types partagés"},
	{TERM_NO_ROLLBACK,
	 "pas de retour arrière|aucun retour arrière|"
	 "pas de retour en arrière|aucun retour en arrière|pas de rollback|"
	 "aucun rollback"},
	{TERM_NOT_NEEDED, "pas nécessaire|non nécessaire|inutile|pas besoin|pas requis|"
			  "non requis|aucun besoin"},
	{TERM_NOT_POSSIBLE, "impossible|pas possible"},
	{TERM_NOT_UNDONE, "ne peut pas être annulé|ne peut pas être annulée|irréversible|"
			  "pas réversible"},
	{TERM_FIX_FORWARD,
	 "corrigeons vers lavant|corriger vers lavant|correction vers lavant"},
	{TERM_NOT, "pas|jamais|sans|aucun|aucune"},
	{TERM_NO_DATA, "aucune donnée|pas de données"},
	{TERM_REVERT, "annuler|annule|annulé|annulez|revenir|revient|rétablir|rétabli|"
		      "retour à|défaire"},
	{TERM_RESTORE, "restaurer|restaurez|restauré|restauration"},
	{TERM_DISABLE, "désactiver|désactivez|désactivé|couper"},
	{TERM_DELETE, "supprimer|supprimez|supprimé|retirer|enlever"},
	{TERM_DEPLOY, "déployer|redéployer|redéployez|livrer"},
	{TERM_BACKUP, "sauvegarde|sauvegardes"},
	{TERM_FLAG, "drapeau|interrupteur|bascule"},
	{TERM_MIGRATION, "migration inverse|migration descendante"},
	{TERM_DATA, "données|base de données|enregistrements"},
	{TERM_COLUMN, "colonne|colonnes"},
	{TERM_EXISTING, "existant|existants|existante|existantes|déjà"},
	{TERM_NEW, "nouveau|nouveaux|nouvelle|nouvelles"},
	{TERM_MANUAL, "manuel|manuelle|manuels|manuellement|à la main"},
	{TERM_TESTING, "tester|testé|vérifier"},
	{TERM_LATER, "plus tard"},
	{TERM_COUNT, NULL},
};

/* A complete plan in each language that has words, and what it is refused for where one part says too little. */
#include "plan_case.h"

struct language_plan {
	const char *title, *scope, *approach, *steps, *assessment, *tests, *rollback,
		*questions;
	/* in place of those */
	const char *no_risk, *untested, *no_way_back, *asked, *unanswered;
};

static const struct language_plan plans[] = {
	{.title = "# Umsetzungsplan: Export als Datenstrom\n",
	 .scope = "## Umfang\n\n- Geänderte Dateien:\n  - `app/a.py`\n  - `app/b.py`\n"
		  "- Risikostufe: MITTEL, weil der Export viel genutzt wird\n"
		  "- Geschätzte Änderungen: 2 Dateien, etwa 1.200 Zeilen\n"
		  "- Nicht im Umfang: `app/c.py`\n",
	 .approach = "## 1. Vorgehen\n\nDie Zeilen werden blockweise gelesen und sofort "
		     "geschrieben, damit der Speicher klein bleibt.\n",
	 .steps = "## 2. Schritte\n\n1. `read_rows()` auf Blöcke umstellen.\n2. In "
		  "`write_rows()` aufrufen.\n",
	 .assessment =
		 "## Risikobewertung\n\n### Sicherheit\n\n- Benutzereingaben: nein\n"
		 "- Authentifizierung und Autorisierung: nein\n- Datenoffenlegung: nein\n"
		 "- Ratenbegrenzung: entfällt\n\n### Leistung\n\n"
		 "- Kritischer Pfad: ja, der Export läuft jede Nacht\n"
		 "- Datenbankabfragen: nein\n- Speicher: ja, er sinkt deutlich\n"
		 "- Zwischenspeicher: nein\n\n### Inkompatible Änderungen\n\n"
		 "- API-Vertrag: nein\n- Datenbankschema: nein\n- Konfiguration: nein\n"
		 "- Abwärtskompatibilität: nein\n\n### Abhängigkeiten\n\n"
		 "- Betroffene Module: ja, nur der Export\n- Importkette: nein\n"
		 "- Gemeinsame Datentypen: nein\n",
	 .tests = "## Prüfung\n\n- [ ] Bestehende Tests bleiben grün\n- [ ] Neuer Test: "
		  "eine "
		  "leere Tabelle ergibt nur die Kopfzeile\n- Von Hand: eine große Tabelle "
		  "ausgeben\n",
	 .rollback =
		 "## Rückweg\n\nDen Commit zurücknehmen und neu ausrollen. Ein Schalter "
		 "ist nicht nötig, gespeicherte Daten ändern sich nicht.\n",
	 .questions = "## Offene Fragen\n\nKeine.\n",
	 .no_risk = "## Umfang\n\n- Dateien: `app/a.py`, `app/b.py`\n- Risikostufe: "
		    "überschaubar\n",
	 .untested = "## Prüfung\n\n- Manuell testen\n",
	 .no_way_back = "## Rückweg\n\nEin Rückweg ist hier nicht notwendig.\n",
	 .asked = "## Offene Fragen\n\n- Wie groß darf ein Block sein?\n",
	 .unanswered = "## Risikobewertung\n\n### Sicherheit\n\n- Benutzereingaben: ja\n"},
	{.title = "# Plan de mise en œuvre : export en flux\n",
	 .scope = "## Périmètre\n\n- Fichiers modifiés :\n  - `app/a.py`\n  - `app/b.py`\n"
		  "- Niveau de risque : MOYEN\n"
		  "- Changements estimés : 2 fichiers, environ 40 lignes\n"
		  "- Hors périmètre : `app/c.py`\n",
	 .approach = "## Approche\n\nLes lignes sont lues par blocs et écrites au fur et à "
		     "mesure, pour que la mémoire reste faible.\n",
	 .steps = "## Étapes\n\n1. Passer `read_rows()` aux blocs.\n2. L'appeler dans "
		  "`write_rows()`.\n",
	 .assessment =
		 "## Évaluation des risques\n\n### Sécurité\n\n- Saisies utilisateur : "
		 "non\n"
		 "- Authentification et autorisation : non\n- Exposition des données : "
		 "non\n"
		 "- Limitation de débit : sans objet\n\n### Performances\n\n"
		 "- Chemin critique : oui, l'export tourne chaque nuit\n"
		 "- Requêtes SQL : non\n- Mémoire : oui, elle baisse nettement\n"
		 "- Mise en cache : non\n\n### Changements incompatibles\n\n"
		 "- Contrat d'API : non\n- Schéma de base de données : non\n"
		 "- Configuration : non\n- Rétrocompatibilité : non\n\n### Dépendances\n\n"
		 "- Modules concernés : oui, seulement l'export\n- Chaîne d'imports : non\n"
		 "- Types de données partagés : non\n",
	 .tests = "## Vérification\n\n- [ ] Les tests existants restent verts\n- [ ] "
		  "Nouveau "
		  "test : une table vide donne le seul en-tête\n- À la main : exporter une "
		  "grande table\n",
	 .rollback =
		 "## Retour arrière\n\nAnnuler le commit et redéployer. Aucun drapeau ; "
		 "aucune donnée stockée ne change.\n",
	 .questions = "## Questions ouvertes\n\nAucune.\n",
	 .no_risk = "## Périmètre\n\n- Fichiers : `app/a.py`, `app/b.py`\n- Niveau de "
		    "risque : acceptable\n",
	 .untested = "## Vérification\n\n- Manuellement\n",
	 .no_way_back = "## Retour arrière\n\nPas nécessaire pour ce changement.\n",
	 .asked = "## Questions ouvertes\n\n- Quelle taille de bloc faut-il ?\n",
	 .unanswered = "## Évaluation des risques\n\n### Sécurité\n\n- Saisies utilisateur "
		       ": oui\n"},
	{.title = "# Plan de implementación: exportación en flujo\n",
	 .scope = "## Alcance\n\n- Archivos afectados:\n  - `app/a.py`\n  - `app/b.py`\n"
		  "- Nivel de riesgo: MEDIO\n"
		  "- Cambios estimados: 2 archivos, unas 40 líneas\n"
		  "- Fuera de alcance: `app/c.py`\n",
	 .approach = "## Enfoque\n\nLas filas se leen por bloques y se escriben enseguida, "
		     "para que el consumo de memoria siga bajo.\n",
	 .steps = "## Pasos\n\n1. Cambiar `read_rows()` a bloques.\n2. Llamarla en "
		  "`write_rows()`.\n",
	 .assessment =
		 "## Evaluación de riesgos\n\n### Seguridad\n\n- Entradas de usuario: no\n"
		 "- Autenticación y autorización: no\n- Exposición de datos: no\n"
		 "- Límite de peticiones: no aplica\n\n### Rendimiento\n\n"
		 "- Ruta crítica: sí, la exportación corre cada noche\n"
		 "- Consultas a la base de datos: no\n- Memoria: sí, baja claramente\n"
		 "- Caché: no\n\n### Cambios incompatibles\n\n- Contrato de la API: no\n"
		 "- Esquema de base de datos: no\n- Configuración: no\n"
		 "- Compatibilidad hacia atrás: no\n\n### Dependencias\n\n"
		 "- Módulos afectados: sí, solo la exportación\n"
		 "- Cadena de importación: no\n- Tipos de datos compartidos: no\n",
	 .tests =
		 "## Pruebas\n\n- [ ] Las pruebas existentes siguen en verde\n- [ ] Prueba "
		 "nueva: una tabla vacía da solo la cabecera\n- A mano: exportar una tabla "
		 "grande\n",
	 .rollback = "## Reversión\n\nRevertir el commit y volver a desplegar. No hay "
		     "interruptor, y los datos guardados no cambian.\n",
	 .questions = "## Preguntas abiertas\n\nNinguna.\n",
	 .no_risk = "## Alcance\n\n- Archivos: `app/a.py`, `app/b.py`\n- Nivel de riesgo: "
		    "aceptable\n",
	 .untested = "## Pruebas\n\n- Manuales\n",
	 .no_way_back = "## Reversión\n\nNo hace falta.\n",
	 .asked = "## Preguntas abiertas\n\n- ¿Qué tamaño debe tener un bloque?\n",
	 .unanswered = "## Evaluación de riesgos\n\n### Seguridad\n\n- Entradas de "
		       "usuario: sí\n"},
	{.title = "# Plano de implementação: exportação em fluxo\n",
	 .scope = "## Escopo\n\n- Arquivos alterados:\n  - `app/a.py`\n  - `app/b.py`\n"
		  "- Nível de risco: MÉDIO\n"
		  "- Alterações estimadas: 2 arquivos, cerca de 40 linhas\n"
		  "- Fora do escopo: `app/c.py`\n",
	 .approach = "## Abordagem\n\nAs linhas são lidas em blocos e escritas logo em "
		     "seguida, para que a memória continue pequena.\n",
	 .steps = "## Passos\n\n1. Mudar `read_rows()` para blocos.\n2. Chamá-la em "
		  "`write_rows()`.\n",
	 .assessment =
		 "## Avaliação de riscos\n\n### Segurança\n\n- Entrada do usuário: não\n"
		 "- Autenticação e autorização: não\n- Exposição de dados: não\n"
		 "- Limite de requisições: não se aplica\n\n### Desempenho\n\n"
		 "- Caminho crítico: sim, a exportação roda toda noite\n"
		 "- Consultas ao banco de dados: não\n- Memória: sim, cai bastante\n"
		 "- Uso de cache: não\n\n### Mudanças incompatíveis\n\n- Contrato da API: "
		 "não\n- Esquema do banco de dados: não\n- Configuração: não\n"
		 "- Compatibilidade com versões anteriores: não\n\n### Dependências\n\n"
		 "- Módulos afetados: sim, só a exportação\n- Cadeia de importação: não\n"
		 "- Tipos de dados compartilhados: não\n",
	 .tests = "## Testes\n\n- [ ] Os testes existentes continuam verdes\n- [ ] Novo "
		  "teste: uma tabela vazia dá só o cabeçalho\n- À mão: exportar uma tabela "
		  "grande\n",
	 .rollback = "## Reversão\n\nReverter o commit e implantar de novo. Não há "
		     "interruptor, e os dados guardados não mudam.\n",
	 .questions = "## Questões em aberto\n\nNenhuma.\n",
	 .no_risk = "## Escopo\n\n- Arquivos: `app/a.py`, `app/b.py`\n- Nível de risco: "
		    "aceitável\n",
	 .untested = "## Testes\n\n- Manuais\n",
	 .no_way_back = "## Reversão\n\nNão é necessário.\n",
	 .asked = "## Questões em aberto\n\n- Qual deve ser o tamanho do bloco?\n",
	 .unanswered =
		 "## Avaliação de riscos\n\n### Segurança\n\n- Entrada do usuário: sim\n"},
	{.title = "# План реализации: потоковый экспорт\n",
	 .scope = "## Область изменений\n\n- Изменяемые файлы:\n  - `app/a.py`\n  - "
		  "`app/b.py`\n- Уровень риска: СРЕДНИЙ\n"
		  "- Оценка изменений: 2 файла, около 40 строк\n"
		  "- Не входит: `app/c.py`\n",
	 .approach = "## Подход\n\nСтроки читаются блоками и сразу записываются, чтобы "
		     "расход памяти оставался малым.\n",
	 .steps = "## Шаги\n\n1. Перевести `read_rows()` на блоки.\n2. Вызвать её в "
		  "`write_rows()`.\n",
	 .assessment =
		 "## Оценка рисков\n\n### Безопасность\n\n- Пользовательский ввод: нет\n"
		 "- Аутентификация и авторизация: нет\n- Раскрытие данных: нет\n"
		 "- Ограничение запросов: неприменимо\n\n### Производительность\n\n"
		 "- Горячий путь: да, экспорт идёт каждую ночь\n"
		 "- Запросы к базе данных: нет\n- Память: да, расход заметно падает\n"
		 "- Кэширование: нет\n\n### Несовместимые изменения\n\n- Контракт API: "
		 "нет\n- Схема базы данных: нет\n- Конфигурация: нет\n"
		 "- Обратная совместимость: нет\n\n### Зависимости\n\n"
		 "- Затронутые модули: да, только экспорт\n- Цепочка импортов: нет\n"
		 "- Общие типы данных: нет\n",
	 .tests = "## Проверка\n\n- [ ] Существующие тесты проходят\n- [ ] Новый тест: "
		  "пустая таблица даёт только заголовок\n- Вручную: выгрузить большую "
		  "таблицу\n",
	 .rollback = "## Откат\n\nОтменить коммит и развернуть прежнюю версию. Флага нет, "
		     "сохранённые данные не меняются.\n",
	 .questions = "## Открытые вопросы\n\nНет.\n",
	 .no_risk = "## Область изменений\n\n- Файлы: `app/a.py`, `app/b.py`\n- Уровень "
		    "риска: приемлемый\n",
	 .untested = "## Проверка\n\n- Вручную\n",
	 .no_way_back = "## Откат\n\nОткат не требуется.\n",
	 .asked = "## Открытые вопросы\n\n- Какого размера должен быть блок?\n",
	 .unanswered = "## Оценка рисков\n\n### Безопасность\n\n- Пользовательский ввод: "
		       "да\n"},
	{.title = "# 实施计划：流式导出\n",
	 .scope = "## 一、变更范围\n\n- 修改文件：\n  - `app/a.py`\n  - "
		  "`app/b.py`（保持接口）\n"
		  "- 风险等级：中（导出功能使用频繁）\n- 预计改动：2 个文件，约 40 行\n"
		  "- 不在范围内：`app/c.py`\n",
	 .approach = "## 二、技术方案\n\n按批读取数据行并立即写出，使内存占用保持平稳。\n",
	 .steps = "## 三、实施步骤\n\n1. 把 `read_rows()` 改为分批读取。\n2. 在 "
		  "`write_rows()` "
		  "中调用它。\n",
	 .assessment = "## 风险评估\n\n### 安全\n\n- 用户输入：否\n- 认证与授权：否\n"
		       "- 数据泄露：否\n- 限流：不适用\n\n### 性能\n\n"
		       "- 热点路径：是，每晚都会执行导出\n- 数据库查询：否\n"
		       "- 内存：是，占用明显下降\n- 缓存：否\n\n### 破坏性变更\n\n"
		       "- 接口契约：否\n- 数据库结构：否\n- 配置：否\n- "
		       "向后兼容：否\n\n### 依赖\n\n"
		       "- 涉及模块：是，只有导出模块\n- 引用链：否\n- 共享数据类型：否\n",
	 .tests = "## 测试\n\n- [ ] 现有测试全部通过\n- [ ] 新增用例：空表只输出表头\n"
		  "- 手动：导出一张大表\n",
	 .rollback =
		 "## 回滚方案\n\n撤销该提交并重新部署。不需要开关，已存储的数据不变。\n",
	 .questions = "## 未决问题\n\n无。\n",
	 .no_risk = "## 变更范围\n\n- 文件：`app/a.py`、`app/b.py`\n- 风险等级：可以接受\n",
	 .untested = "## 测试\n\n- 手动测试\n",
	 .no_way_back = "## 回滚方案\n\n本次改动无需回滚。\n",
	 .asked = "## 未决问题\n\n- 每批应该读取多少行？\n",
	 .unanswered = "## 风险评估\n\n### 安全\n\n- 用户输入：是\n"},
	{.title = "# 実装計画：ストリーム出力\n",
	 .scope = "## 変更範囲\n\n- 変更ファイル：\n  - `app/a.py`\n  - `app/b.py`\n"
		  "- リスクレベル：中\n- 変更見積もり：2ファイル・約40行\n"
		  "- 対象外：`app/c.py`\n",
	 .approach =
		 "## "
		 "方針\n\n行をまとめて読み、すぐに書き出すことでメモリ使用量を抑える。\n",
	 .steps = "## 手順\n\n1. `read_rows()` をまとめ読みに変える。\n2. `write_rows()` "
		  "から呼び出す。\n",
	 .assessment =
		 "## リスク評価\n\n### セキュリティ\n\n- ユーザー入力：いいえ\n"
		 "- 認証と認可：いいえ\n- データの露出：いいえ\n- レート制限：該当なし\n\n"
		 "### パフォーマンス\n\n- ホットパス：はい、毎晩の出力で使われる\n"
		 "- データベースクエリ：いいえ\n- メモリ：はい、使用量が大きく減る\n"
		 "- キャッシュ：いいえ\n\n### 破壊的変更\n\n- API契約：いいえ\n"
		 "- データベーススキーマ：いいえ\n- 設定：いいえ\n- 後方互換性：いいえ\n\n"
		 "### 依存関係\n\n- 影響するモジュール：はい、出力部分だけ\n"
		 "- インポートチェーン：いいえ\n- 共有データ型：いいえ\n",
	 .tests = "## テスト\n\n- [ ] 既存のテストがすべて通る\n- [ ] "
		  "新規：空の表では見出しだけが"
		  "出る\n- 手動：大きな表を出力する\n",
	 .rollback = "## "
		     "ロールバック手順\n\nコミットを取り消して再デプロイする。フラグはなく"
		     "、保存"
		     "済みのデータは変わらない。\n",
	 .questions = "## 未解決の質問\n\n特になし。\n",
	 .no_risk = "## 変更範囲\n\n- ファイル：`app/a.py`、`app/b.py`\n- リスクレベル："
		    "許容範囲\n",
	 .untested = "## テスト\n\n- 手動テスト\n",
	 .no_way_back = "## ロールバック手順\n\nロールバックは不要です。\n",
	 .asked = "## 未解決の質問\n\n- 一度に何行読むべきか？\n",
	 .unanswered = "## リスク評価\n\n### セキュリティ\n\n- ユーザー入力：はい\n"},
	{.title = "# 구현 계획: 스트리밍 내보내기\n",
	 .scope = "## 변경 범위\n\n- 변경 파일:\n  - `app/a.py`\n  - `app/b.py`\n"
		  "- 위험 수준: 중간\n- 예상 변경: 파일 2개, 약 40줄\n"
		  "- 범위 외: `app/c.py`\n",
	 .approach = "## 접근 방식\n\n행을 묶음으로 읽고 바로 기록하여 메모리 사용량을 "
		     "일정하게 "
		     "유지한다.\n",
	 .steps = "## 작업 순서\n\n1. `read_rows()`를 묶음 단위로 바꾼다.\n2. "
		  "`write_rows()`에서 호출한다.\n",
	 .assessment =
		 "## 위험 평가\n\n### 보안\n\n- 사용자 입력: 아니오\n- 인증 및 권한: "
		 "아니오\n"
		 "- 데이터 노출: 아니오\n- 속도 제한: 해당 사항 없음\n\n### 성능\n\n"
		 "- 핫 패스: 예, 매일 밤 내보내기에 쓰인다\n- 데이터베이스 쿼리: 아니오\n"
		 "- 메모리: 예, 사용량이 크게 줄어든다\n- 캐시: 아니오\n\n"
		 "### 호환되지 않는 변경\n\n- API 계약: 아니오\n- 데이터베이스 스키마: "
		 "아니오\n"
		 "- 설정: 아니오\n- 하위 호환성: 아니오\n\n### 의존성\n\n"
		 "- 영향받는 모듈: 예, 내보내기 모듈뿐이다\n- 임포트 체인: 아니오\n"
		 "- 공유 데이터 타입: 아니오\n",
	 .tests = "## 테스트\n\n- [ ] 기존 테스트가 모두 통과한다\n- [ ] 신규: 빈 표는 "
		  "머리글만 "
		  "출력한다\n- 수동: 큰 표를 내보낸다\n",
	 .rollback = "## 롤백\n\n커밋을 되돌리고 다시 배포한다. 플래그는 없으며 저장된 "
		     "데이터는 "
		     "바뀌지 않는다.\n",
	 .questions = "## 미해결 질문\n\n없음.\n",
	 .no_risk = "## 변경 범위\n\n- 파일: `app/a.py`, `app/b.py`\n- 위험 수준: 괜찮음\n",
	 .untested = "## 테스트\n\n- 수동 테스트\n",
	 .no_way_back = "## 롤백\n\n롤백은 필요 없습니다.\n",
	 .asked = "## 미해결 질문\n\n- 한 번에 몇 행을 읽어야 하는가?\n",
	 .unanswered = "## 위험 평가\n\n### 보안\n\n- 사용자 입력: 예\n"},
};

enum { PLAN_COUNT = sizeof(plans) / sizeof(*plans) };

static struct plan_case case_of(const struct language_plan *plan, enum profile profile)
{
	return (struct plan_case){
		.title = plan->title,
		.scope = plan->scope,
		.approach = plan->approach,
		.steps = plan->steps,
		.tests = plan->tests,
		.rollback = plan->rollback,
		.questions = plan->questions,
		.extra = profile == PROFILE_FULL ? plan->assessment : NULL,
		.profile = profile,
		.risk = RISK_MEDIUM,
		.at = STAGE_CLASS_PUSH,
	};
}

static void complete_plans_hold_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < PLAN_COUNT; i++) {
		struct plan_case standard = case_of(&plans[i], PROFILE_STANDARD);
		struct plan_case full = case_of(&plans[i], PROFILE_FULL);

		plan_case_run(&standard);
		plan_case_run(&full);
	}
}

static void run_without(const char *code, struct plan_case c)
{
	c.codes = code;
	plan_case_run(&c);
}

static void crippled_plans_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < PLAN_COUNT; i++) {
		const struct plan_case good = case_of(&plans[i], PROFILE_STANDARD);
		struct plan_case c = good;

		c.scope = plans[i].no_risk;
		run_without("bad-risk-level", c);
		c = good;
		c.tests = plans[i].untested;
		run_without("no-test", c);
		c = good;
		c.rollback = plans[i].no_way_back;
		run_without("weak-rollback", c);
		c = good;
		c.questions = plans[i].asked;
		run_without("open-question", c);
		c = good;
		c.steps = "";
		run_without("missing-section", c);
		c = good;
		c.assess = ASSESS_SECURITY;
		c.extra = plans[i].unanswered;
		run_without("missing-assessment", c);
	}
}

/* A revert says nothing of the data; the way down does. */
static void migrations_are_undone_in_any_language(void **state)
{
	static const char *const downs[] = {
		"## Rückweg\n\nDie Rückmigration laufen lassen, dann zurücknehmen.\n",
		"## Retour arrière\n\nLancer la migration inverse, puis annuler.\n",
		"## Reversión\n\nRestaurar la copia de seguridad de la tabla.\n",
		"## Reversão\n\nRestaurar a cópia de segurança da tabela.\n",
		"## Откат\n\nВыполнить обратную миграцию, затем отменить коммит.\n",
		"## 回滚方案\n\n先执行向下迁移，再撤销提交。\n",
		"## ロールバック手順\n\nバックアップからテーブルを復元する。\n",
		"## 롤백\n\n백업에서 테이블을 복원한다.\n",
	};

	(void)state;
	for (size_t i = 0; i < PLAN_COUNT; i++) {
		struct plan_case c = case_of(&plans[i], PROFILE_STANDARD);

		c.migration = true;
		c.rollback = downs[i];
		plan_case_run(&c);
	}
}

static void estimates_are_understood(void **state)
{
	(void)state;
	for (size_t i = 0; i < PLAN_COUNT; i++) {
		CLEANUP(plan_settings_clear) struct plan_settings settings;
		double files, lines;
		struct plan *plan;

		plan_settings_init(&settings);
		plan = plan_read(PLAN_FILE, plans[i].scope, strlen(plans[i].scope),
				 &settings, NULL);
		plan_estimate(plan, &files, &lines);
		assert_int_equal((int)files, 2);
		assert_int_equal((int)lines, i ? 40 : 1200);
		plan_free(plan);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(complete_plans_hold_up),
		cmocka_unit_test(crippled_plans_are_refused),
		cmocka_unit_test(migrations_are_undone_in_any_language),
		cmocka_unit_test(estimates_are_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

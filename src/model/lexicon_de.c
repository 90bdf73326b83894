/* German. */
#include "lexicon_words.h"

const struct lexicon_row lexicon_de[] = {
	{TERM_TITLE, "implementierungsplan|umsetzungsplan"},
	{TERM_SCOPE, "umfang|geltungsbereich|änderungsumfang|umfang der änderung|"
		     "umfang der änderungen"},
	{TERM_APPROACH, "vorgehen|vorgehensweise|ansatz|lösungsansatz|lösung|lösungsweg|"
			"entwurf|konzept|architektur|herangehensweise"},
	{TERM_STEPS, "schritte|umsetzung|umsetzungsschritte|arbeitsschritte|"
		     "implementierung|implementierungsschritte|aufgaben|ablauf"},
	{TERM_TESTS, "prüfung|prüfungen|testplan|testfälle|teststrategie|verifikation|"
		     "verifizierung|überprüfung|abnahmekriterien|akzeptanzkriterien|"
		     "abnahme"},
	{TERM_ROLLBACK, "rückweg|rücknahme|zurückrollen|rückabwicklung|rückfallplan|"
			"rückfallstrategie|rollback plan|rollback strategie|rückbau|"
			"wiederherstellung|rückgängig machen"},
	{TERM_QUESTIONS, "offene fragen|offene punkte|offene frage|ungeklärte fragen|"
			 "ungeklärtes|fragen"},
	{TERM_RISKS, "risikobewertung|risikoanalyse|risikoeinschätzung|risiken|"
		     "risiken und massnahmen|risiken und gegenmassnahmen"},
	{TERM_PROGRESS, "fortschritt"},
	{TERM_ALTERNATIVES, "alternativen|verworfene alternativen|verworfenes"},
	{TERM_OUT, "nicht im umfang|nicht enthalten|nicht teil dieser änderung|"
		   "ausserhalb des umfangs|nicht betroffen|nichtziele|abgrenzung"},
	{TERM_UNCHANGED,
	 "unverändert|bleibt unverändert|bleiben unverändert|nicht geändert|"
	 "wird nicht geändert|werden nicht geändert|keine änderung|"
	 "keine änderungen|unberührt"},
	{TERM_FILES, "dateien|datei|betroffene dateien|geänderte dateien|neue dateien|"
		     "zu ändernde dateien|dateiliste"},
	{TERM_LINES, "zeilen|zeile|codezeilen"},
	{TERM_ESTIMATE, "geschätzte änderungen|geschätzter umfang|"
			"geschätzter änderungsumfang|geschätzte grösse|schätzung|"
			"aufwandsschätzung|aufwand|voraussichtliche änderungen"},
	{TERM_REASON, "grund|begründung|warum|anmerkung|bemerkung|zweck"},
	{TERM_RISK_LEVEL, "risikostufe|risikoklasse|risikoniveau|risikolevel|gesamtrisiko"},
	{TERM_RISK, "risiko"},
	{TERM_LOW, "niedrig|gering|klein"},
	{TERM_MEDIUM, "mittel|mittleres|mittlere"},
	{TERM_HIGH, "hoch|hohes|hohe"},
	{TERM_STATUS, "zustand"},
	{TERM_ACTIVE, "aktiv|in arbeit|angenommen|freigegeben"},
	{TERM_DRAFT, "entwurfsfassung|im entwurf|vorläufig"},
	{TERM_DONE, "erledigt|fertig|abgeschlossen|umgesetzt"},
	{TERM_SUPERSEDED, "ersetzt|überholt|abgelöst"},
	{TERM_ABANDONED, "verworfen|aufgegeben|abgelehnt|zurückgezogen"},
	{TERM_NONE, "keine|keiner|keines|keins|nichts|keine offenen fragen|"
		    "keine fragen|keine offenen punkte|es gibt keine"},
	{TERM_YES, "ja"},
	{TERM_NO, "nein"},
	{TERM_NOT_APPLICABLE, "entfällt|nicht zutreffend|trifft nicht zu|nicht anwendbar|"
			      "nicht relevant"},
	{TERM_ANSWER, "antwort|antworten|geklärt"},
	{TERM_DECISION, "entscheidung|beschluss"},
	{TERM_TBD, "noch offen|noch zu klären|zu klären|noch unklar|folgt|"
		   "wird noch geklärt|noch festzulegen"},
	{TERM_STEP, "schritt"},
	{TERM_PHASE, "abschnitt|etappe"},
	{TERM_TASK, "aufgabe"},
	{TERM_SECURITY, "sicherheit|it sicherheit"},
	{TERM_USER_INPUT, "benutzereingaben|benutzereingabe|nutzereingaben|"
			  "umgang mit benutzereingaben|verarbeitung von benutzereingaben|"
			  "eingaben"},
	{TERM_AUTHENTICATION,
	 "authentifizierung und autorisierung|authentifizierung|"
	 "anmeldung und berechtigungen|authentisierung und autorisierung|"
	 "berechtigungen|zugriffsrechte"},
	{TERM_DATA_EXPOSURE, "offenlegung von daten|datenoffenlegung|preisgabe von daten|"
			     "datenschutz|datenabfluss"},
	{TERM_RATE_LIMITING, "ratenbegrenzung|begrenzung der anfragen|anfragebegrenzung"},
	{TERM_PERFORMANCE, "leistung|laufzeit|laufzeitverhalten|geschwindigkeit"},
	{TERM_HOT_PATH, "kritischer pfad|heisser pfad|häufig durchlaufener code"},
	{TERM_QUERIES, "datenbankabfragen|datenbankzugriffe|abfragen"},
	{TERM_MEMORY, "speicher|speicherbedarf|speicherverbrauch|arbeitsspeicher"},
	{TERM_CACHING, "zwischenspeicher|zwischenspeicherung|pufferung"},
	{TERM_BREAKING, "inkompatible änderungen|brechende änderungen|"
			"nicht abwärtskompatible änderungen|schnittstellenbrüche|"
			"kompatibilität"},
	{TERM_API, "api vertrag|schnittstellenvertrag|schnittstelle|schnittstellen|"
		   "öffentliche schnittstelle"},
	{TERM_CONFIGURATION, "konfiguration|einstellungen"},
	{TERM_COMPATIBILITY, "abwärtskompatibilität|rückwärtskompatibilität"},
	{TERM_DATABASE_SCHEMA, "datenbankschema|datenbank schema"},
	{TERM_DEPENDENCIES, "abhängigkeiten"},
	{TERM_MODULES, "betroffene module|berührte module"},
	{TERM_IMPORTS, "importkette|importe|abhängige module"},
	{TERM_TYPES, "gemeinsame datentypen|geteilte datentypen|"
		     "gemeinsam genutzte datentypen|gemeinsame typen|datentypen"},
	{TERM_NO_ROLLBACK, "kein rollback|kein rückweg|keine rücknahme|keinen rückweg|"
			   "kein weg zurück|keinen rollback|kein zurück"},
	{TERM_NOT_NEEDED, "nicht nötig|nicht notwendig|nicht erforderlich|nicht benötigt|"
			  "unnötig|nicht vorgesehen|nicht geplant"},
	{TERM_NOT_POSSIBLE, "nicht möglich|unmöglich"},
	{TERM_NOT_UNDONE, "nicht rückgängig machen|nicht rückgängig gemacht|"
			  "nicht rückgängig zu machen|nicht umkehrbar|unumkehrbar|"
			  "nicht zurückgenommen werden"},
	{TERM_FIX_FORWARD, "nur vorwärts|vorwärts behoben|vorwärts korrigiert|"
			   "vorwärts korrigieren|beheben vorwärts"},
	{TERM_NOT, "nicht|kein|keinen|keinem|niemals|ohne"},
	{TERM_NO_DATA, "keine daten|keine gespeicherten daten|keine datensätze"},
	{TERM_REVERT, "zurücksetzen|zurückgesetzt|zurücknehmen|zurückgenommen|"
		      "zurückrollen|zurückgerollt|zurückdrehen|zurückgedreht|rückgängig|"
		      "rückgängig machen|rückgängig gemacht|revertieren|revertiert|"
		      "zurück|zurückkehren|zurückspielen"},
	{TERM_RESTORE, "wiederherstellen|wiederhergestellt|wiederherzustellen|einspielen|"
		       "eingespielt|einzuspielen"},
	{TERM_DISABLE, "abschalten|abgeschaltet|ausschalten|ausgeschaltet|deaktivieren|"
		       "deaktiviert"},
	{TERM_DELETE, "löschen|gelöscht|entfernen|entfernt"},
	{TERM_DEPLOY, "ausrollen|ausgerollt|ausliefern|ausgeliefert|bereitstellen|"
		      "deployen"},
	{TERM_BACKUP, "sicherung|datensicherung|sicherungskopie"},
	{TERM_FLAG, "schalter|feature schalter|funktionsschalter"},
	{TERM_COMMIT, "commits|änderung|änderungen"},
	{TERM_MIGRATION, "migrationen|rückmigration|datenmigration"},
	{TERM_DATA, "daten|datenbank|datensätze"},
	{TERM_TABLE, "tabelle|tabellen"},
	{TERM_COLUMN, "spalte|spalten"},
	{TERM_EXISTING, "bestehende|bestehenden|bestehender|vorhandene|vorhandenen|"
			"bisherige|bisherigen|bereits"},
	{TERM_NEW, "neue|neuer|neuen|neues|neu"},
	{TERM_MANUAL, "manuell|manuelle|manueller|manuelles|von hand|händisch"},
	{TERM_TESTING, "testen|getestet|prüfen|geprüft"},
	{TERM_LATER, "später"},
	{TERM_COUNT, NULL},
};

/* severity.h - how much a problem, or a rule that fires, weighs. */
#ifndef PLANGATE_MODEL_SEVERITY_H
#define PLANGATE_MODEL_SEVERITY_H

enum severity { SEVERITY_OFF, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* "off", "note", "warning", "error". */
const char *severity_name(enum severity severity);

#endif

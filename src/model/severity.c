#include "plangate/model/severity.h"

const char *severity_name(enum severity severity)
{
	static const char *const names[] = {"off", "note", "warning", "error"};

	return names[severity];
}

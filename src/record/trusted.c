#include "trusted.h"

#include <stdlib.h>

#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/file.h"
#include "plangate/base/process.h"

enum { VERIFY_SECONDS = 20 };

void scratch_clear(char **folder)
{
	if (*folder)
		file_remove_tree(*folder);
	free(*folder);
}

int scratch_write(const char *folder, const char *name, const void *data, size_t len,
		  struct pg_error *err)
{
	CLEANUP(freep) char *path = file_join(folder, name);

	return file_write(path, data, len, 0600, err);
}

int run_trusted(struct process *process, struct process_result *result,
		struct pg_error *err)
{
	static const char *const unset[] = {"LD_PRELOAD",
					    "LD_LIBRARY_PATH",
					    "LD_AUDIT",
					    "OPENSSL_CONF",
					    "OPENSSL_MODULES",
					    "GNUPGHOME",
					    "SSH_SK_PROVIDER",
					    "SSH_ASKPASS",
					    "SSH_AUTH_SOCK",
					    "TZ",
					    NULL};
	static const char *const set[] = {"LC_ALL=C", NULL};

	process->unset = unset;
	process->set = set;
	process->seconds = VERIFY_SECONDS;
	if (process_run(process, result, err) < 0)
		return -1;
	/* 127: it could not be started; from 128: a signal ended it. Neither is an answer. */
	if (result->status != 127 && (result->status < 128 || result->status == 255))
		return 0;
	pg_fail(err, PG_ERR_SYSTEM, "'%s' ended with status %d", process->argv[0],
		result->status);
	process_result_clear(result);
	return -1;
}

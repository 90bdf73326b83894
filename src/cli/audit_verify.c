/* plangate audit verify: whether a server's ledger is what was written. */
#include <string.h>

#include "cli.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/error.h"
#include "plangate/base/text.h"
#include "plangate/record/ledger.h"

static int verify(const char *path, const char *witness)
{
	const struct ledger_reading reading = {.witness = witness};
	CLEANUP(ledger_state_clear) struct ledger_state state = {0};
	CLEANUP(freep) char *safe = text_safe(path);
	struct pg_error err = {0};

	if (ledger_read(path, &reading, &state, &err) < 0)
		return cli_fail(&err);
	if (state.fault) {
		printf("%s: broken: %s; the %zu lines before hold\n", safe, state.fault,
		       state.lines);
		return EXIT_BLOCKED;
	}
	if (witness && !state.witnessed) {
		printf("%s: broken: no line has the hash %s, so lines were cut off or the "
		       "ledger was written anew\n",
		       safe, witness);
		return EXIT_BLOCKED;
	}
	printf("%s: %zu lines hold, head %s\n", safe, state.lines, state.head);
	if (state.torn)
		printf("%s: %zu bytes of a line that was never finished, and told nobody\n",
		       safe, state.torn);
	return EXIT_PASS;
}

static bool is_hash(const char *text)
{
	return strlen(text) == SHA256_HEX && strspn(text, "0123456789abcdef") == SHA256_HEX;
}

int cmd_audit_verify(int argc, char **argv)
{
	const char *witness = NULL;
	const struct option_spec options[] = {
		{0, "head", OPTION_VALUE, "HASH",
		 "a head that was printed before: it must be in the chain", &witness},
		OPTIONS_END};
	const struct usage usage = {"plangate audit verify [--head HASH] LEDGER",
				    "Hold a server's ledger against its own chain of "
				    "hashes. Names the line that was "
				    "edited,\n"
				    "removed, added or forked, with status 1. Lines cut "
				    "off at the end only a head can "
				    "tell that\n"
				    "was kept elsewhere.",
				    options};
	int first, code = options_parse(&usage, argc, argv, &first);

	if (code != OPTIONS_OK)
		return code;
	if (argc - first != 1)
		return cli_usage_error(&usage, "audit verify needs one ledger");
	if (witness && !is_hash(witness))
		return cli_usage_error(&usage, "'%s' is no hash of 64 digits", witness);
	return verify(argv[first], witness);
}

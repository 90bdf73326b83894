/* audit_verify.h - a verb below audit. */
#ifndef PLANGATE_SRC_CLI_AUDIT_VERIFY_H
#define PLANGATE_SRC_CLI_AUDIT_VERIFY_H

/* plangate audit verify; argv[0] is the word "verify". */
int cmd_audit_verify(int argc, char **argv);

#endif

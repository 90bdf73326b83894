/* token.h - a leaf cut into what may be paths. */
#ifndef PLANGATE_SRC_PLAN_SCOPE_TOKEN_H
#define PLANGATE_SRC_PLAN_SCOPE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

struct block;

enum token_kind { TOKEN_WORD, TOKEN_CODE, TOKEN_LINK, TOKEN_DASH, TOKEN_GROUP, TOKEN_LINE };
struct token {
	enum token_kind kind;
	char *text; /* of a link its text, of a group "(...)" what is inside */
	char *url;  /* link */
	bool colon; /* a ':' follows */
	char stop;  /* the '.', ';' or ',' that follows, or 0 */
};
struct tokens {
	struct token *items;
	size_t count;
	size_t capacity;
};
void tokens_read(struct tokens *tokens, const struct block *leaf);
/* The same of a text without links. */
void tokens_read_text(struct tokens *tokens, const char *text);
void tokens_clear(struct tokens *tokens);

#endif

/*
 * libcmark-gfm's tree as blocks. Its source positions are used where they are right (0.29.gfm.6):
 * the start of every block, and the end line of a paragraph; not of headings and HTML.
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <string.h>

#include "block.h"
#include "plangate/base/alloc.h"
#include "plangate/base/array.h"
#include "plangate/base/cleanup.h"
#include "plangate/base/str.h"

struct lines {
	const char **starts; /* one more behind the last */
	int count;
};

struct reader {
	struct lines source;
	struct lines written; /* where that is not the source */
	int first_line;
	bool too_deep;
};

static const struct {
	const char *name;
	enum block_kind kind;
} node_names[] = {
	{"heading", BLOCK_HEADING},	{"paragraph", BLOCK_PARAGRAPH},
	{"list", BLOCK_LIST},		{"item", BLOCK_ITEM},
	{"tasklist", BLOCK_ITEM},	{"code_block", BLOCK_CODE},
	{"html_block", BLOCK_HTML},	{"block_quote", BLOCK_QUOTE},
	{"thematic_break", BLOCK_RULE}, {"table", BLOCK_TABLE},
	{"table_header", BLOCK_ROW},	{"table_row", BLOCK_ROW},
	{"table_cell", BLOCK_CELL},
};

static bool node_kind(cmark_node *node, enum block_kind *kind)
{
	const char *name = cmark_node_get_type_string(node);

	for (size_t i = 0; i < sizeof(node_names) / sizeof(*node_names); i++) {
		if (strcmp(node_names[i].name, name))
			continue;
		*kind = node_names[i].kind;
		return true;
	}
	return false;
}

void html_drop_comments(char *html)
{
	char *out = html;

	for (char *p = html; *p;) {
		if (!strncmp(p, "<!--", 4)) {
			char *end = strstr(p + 4, "-->");

			p = end ? end + 3 : p + strlen(p);
		} else {
			*out++ = *p++;
		}
	}
	*out = '\0';
}

/* What is collected from the inlines of one leaf. */
struct inlines {
	struct str text, prose;
	int strong, struck, image;
	size_t link_start;
	bool any_plain, any_struck, any_strong;
	struct block *block;
};

/* A no-break space is a space. */
static void add_plain(struct str *out, const char *text)
{
	for (const char *p = text; *p; p++) {
		bool space = !strncmp(p, "\u00a0", 2);

		str_add_char(out, space ? ' ' : *p);
		p += space;
	}
}

static void add_text(struct inlines *in, const char *text)
{
	if (in->image)
		return;
	if (in->struck) {
		in->any_struck = true;
		return;
	}
	add_plain(&in->text, text);
	add_plain(&in->prose, text);
	if (in->strong)
		in->any_strong = true;
	else if (text[strspn(text, " \t\n")])
		in->any_plain = true;
}

static void add_code(struct inlines *in, const char *code)
{
	if (in->image)
		return;
	if (in->struck) {
		in->any_struck = true;
		return;
	}
	str_add(&in->text, code);
	str_add_char(&in->prose, CODE_MARK);
	in->any_plain = true;
}

static void add_html(struct inlines *in, const char *html)
{
	if (in->struck || !strncmp(html, "<!--", 4))
		return;
	str_add_char(&in->text, ' ');
	str_add(&in->prose, html);
}

static void add_break(struct inlines *in)
{
	str_add_char(&in->text, '\n');
	str_add_char(&in->prose, '\n');
}

static void add_link(struct inlines *in, cmark_node *node)
{
	struct block *block = in->block;
	size_t start = in->link_start < in->text.len ? in->link_start : in->text.len;
	const char *url = cmark_node_get_url(node);
	struct block_link *link =
		ARRAY_PUSH(block->links, block->link_count, block->link_capacity);

	link->text = xstrdup(str_text(&in->text) + start);
	link->url = xstrdup(url ? url : "");
}

static void enter_inline(struct inlines *in, cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);
	cmark_node_type type = cmark_node_get_type(node);

	if (type == CMARK_NODE_TEXT)
		add_text(in, literal ? literal : "");
	else if (type == CMARK_NODE_CODE)
		add_code(in, literal ? literal : "");
	else if (type == CMARK_NODE_HTML_INLINE)
		add_html(in, literal ? literal : "");
	else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
		add_break(in);
	else if (type == CMARK_NODE_STRONG)
		in->strong++;
	else if (type == CMARK_NODE_LINK)
		in->link_start = in->text.len;
	else if (type == CMARK_NODE_IMAGE)
		in->image++;
	else if (!strcmp(cmark_node_get_type_string(node), "strikethrough"))
		in->struck++;
}

static void leave_inline(struct inlines *in, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (type == CMARK_NODE_STRONG)
		in->strong--;
	else if (type == CMARK_NODE_LINK)
		add_link(in, node);
	else if (type == CMARK_NODE_IMAGE)
		in->image--;
	else if (!strcmp(cmark_node_get_type_string(node), "strikethrough"))
		in->struck--;
}

/* Not recursive: emphasis may nest as deep as a paragraph is long. */
static void read_inlines(struct block *block, cmark_node *leaf)
{
	struct inlines in = {.block = block};
	cmark_iter *iter = cmark_iter_new(leaf);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (node == leaf)
			continue;
		if (event == CMARK_EVENT_ENTER)
			enter_inline(&in, node);
		else
			leave_inline(&in, node);
	}
	cmark_iter_free(iter);
	block->bold = in.any_strong && !in.any_plain;
	block->struck = in.any_struck;
	block->text = str_take(&in.text);
	block->prose = str_take(&in.prose);
}

/* The bytes of line (from 1) without its end. */
static const char *line_at(const struct lines *lines, int line, size_t *len)
{
	const char *start, *end;

	*len = 0;
	if (line < 1 || line > lines->count)
		return "";
	start = lines->starts[line - 1];
	end = lines->starts[line];
	while (end > start && (end[-1] == '\n' || end[-1] == '\r'))
		end--;
	*len = (size_t)(end - start);
	return start;
}

/* A paragraph's further lines without what indents or quotes them. */
static void add_line(struct str *out, const char *line, size_t len)
{
	while (len && (*line == ' ' || *line == '\t' || *line == '>')) {
		line++;
		len--;
	}
	str_add_char(out, '\n');
	str_add_mem(out, line, len);
}

static char *read_source(const struct lines *lines, cmark_node *node, bool one_line)
{
	int first = cmark_node_get_start_line(node);
	int last = one_line ? first : cmark_node_get_end_line(node);
	size_t skip = (size_t)(cmark_node_get_start_column(node) - 1), len;
	const char *line = line_at(lines, first, &len);
	struct str out = {0};

	if (skip < len)
		str_add_mem(&out, line + skip, len - skip);
	for (int i = first + 1; i <= last; i++) {
		line = line_at(lines, i, &len);
		add_line(&out, line, len);
	}
	return str_take(&out);
}

/* Cut the next cell off a row; an escaped pipe is a pipe of the cell. */
static char *next_cell(const char **row)
{
	struct str out = {0};

	for (; **row && **row != '|'; ++*row) {
		if (**row == '\\' && (*row)[1] == '|')
			++*row;
		str_add_char(&out, **row);
	}
	if (**row)
		++*row;
	return str_take(&out);
}

static void read_cells(const struct reader *reader, struct block *row, cmark_node *node)
{
	CLEANUP(freep) char *line = read_source(&reader->source, node, true);
	CLEANUP(freep) char *other = read_source(&reader->written, node, true);
	const char *rest = line + strspn(line, " \t");
	const char *written = other + strspn(other, " \t");

	rest += *rest == '|';
	written += *written == '|';
	for (size_t i = 0; i < row->count; i++) {
		free(row->children[i].source);
		free(row->children[i].written);
		row->children[i].source = next_cell(&rest);
		row->children[i].written =
			reader->written.count ? next_cell(&written) : NULL;
	}
}

static void read_block(struct reader *reader, struct block *block, cmark_node *node,
		       int depth);

static void read_children(struct reader *reader, struct block *block, cmark_node *node,
			  int depth)
{
	if (depth >= BLOCK_MOST_DEPTH) {
		reader->too_deep = reader->too_deep || cmark_node_first_child(node);
		return;
	}
	for (cmark_node *child = cmark_node_first_child(node); child;
	     child = cmark_node_next(child)) {
		enum block_kind kind;
		struct block *into;

		if (!node_kind(child, &kind))
			continue;
		into = ARRAY_PUSH(block->children, block->count, block->capacity);
		into->kind = kind;
		read_block(reader, into, child, depth + 1);
	}
}

static void read_leaf(const struct reader *reader, struct block *block, cmark_node *node)
{
	read_inlines(block, node);
	if (block->kind == BLOCK_CELL) {
		block->source = xstrdup("");
		return;
	}
	block->source = read_source(&reader->source, node, block->kind == BLOCK_HEADING);
	if (reader->written.count)
		block->written =
			read_source(&reader->written, node, block->kind == BLOCK_HEADING);
}

static void read_block(struct reader *reader, struct block *block, cmark_node *node,
		       int depth)
{
	const char *type = cmark_node_get_type_string(node);

	block->line = cmark_node_get_start_line(node) + reader->first_line;
	block->column = cmark_node_get_start_column(node);
	block->task = !strcmp(type, "tasklist");
	block->header = !strcmp(type, "table_header");
	if (block->task)
		block->checked = cmark_gfm_extensions_get_tasklist_item_checked(node);
	if (block->kind == BLOCK_HEADING)
		block->level = cmark_node_get_heading_level(node);
	if (block->kind == BLOCK_LIST)
		block->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	if (block_is_leaf(block)) {
		read_leaf(reader, block, node);
	} else if (block->kind == BLOCK_CODE || block->kind == BLOCK_HTML) {
		const char *literal = cmark_node_get_literal(node);

		block->text = xstrdup(literal ? literal : "");
		if (block->kind == BLOCK_HTML)
			html_drop_comments(block->text);
	} else {
		read_children(reader, block, node, depth);
		if (block->kind == BLOCK_ROW)
			read_cells(reader, block, node);
	}
}

/* cmark counts "\r" alone as an end of line too. */
static void index_lines(struct lines *lines, const char *text, size_t len)
{
	size_t count = 0, capacity = 0;
	const char *end = text + len;

	for (const char *p = text; p < end;) {
		*ARRAY_PUSH(lines->starts, count, capacity) = p;
		while (p < end && *p != '\n' && *p != '\r')
			p++;
		if (p < end && *p == '\r' && p + 1 < end && p[1] == '\n')
			p++;
		p++;
	}
	lines->count = (int)count;
	*ARRAY_PUSH(lines->starts, count, capacity) = end;
}

static cmark_node *parse(const char *text, size_t len)
{
	static const char *const names[] = {"table", "tasklist", "strikethrough"};
	cmark_parser *parser;
	cmark_node *root;

	cmark_gfm_core_extensions_ensure_registered();
	parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);

		if (extension)
			cmark_parser_attach_syntax_extension(parser, extension);
	}
	cmark_parser_feed(parser, text, len);
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}

void block_parse(struct block *root, const struct block_text *written, const char *english,
		 bool *too_deep)
{
	const char *text = english ? english : written->text;
	size_t len = english ? strlen(english) : written->len;
	struct reader reader = {.first_line = written->first_line};
	cmark_node *document = parse(text, len);

	*root = (struct block){.kind = BLOCK_DOCUMENT};
	index_lines(&reader.source, text, len);
	if (english)
		index_lines(&reader.written, written->text, written->len);
	read_children(&reader, root, document, 0);
	*too_deep = reader.too_deep;
	free(reader.source.starts);
	free(reader.written.starts);
	cmark_node_free(document);
}

/* terminal.h - whether to colour, and how wide. */
#ifndef PLANGATE_BASE_TERMINAL_H
#define PLANGATE_BASE_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/*
 * Whether text for this stream is coloured: as chosen, or else by NO_COLOR (set and not empty: no),
 * CLICOLOR_FORCE (set and not "0": yes), TERM=dumb (no), and whether the stream is a terminal.
 * See no-color.org and bixense.com/clicolors.
 */
bool terminal_colors(FILE *stream, enum color_choice choice);

/* Columns of the terminal that the stream writes to, at least 40; 80 where it is none. */
int terminal_width(FILE *stream);

#endif

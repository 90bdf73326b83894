/* scalar.h - what a plain YAML scalar means, by the YAML 1.2 core schema. */
#ifndef PLANGATE_BASE_SCALAR_H
#define PLANGATE_BASE_SCALAR_H

struct value;

/* Set kind, boolean, integer and number from text. */
void scalar_resolve(struct value *value);

#endif

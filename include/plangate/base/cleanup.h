/* cleanup.h - free a local when its scope ends (gcc and clang only). */
#ifndef PLANGATE_BASE_CLEANUP_H
#define PLANGATE_BASE_CLEANUP_H

#include <stdlib.h>

#define CLEANUP(fn) __attribute__((cleanup(fn)))

/* DEFINE_CLEANUP(struct x, x_free) makes x_freep for CLEANUP(x_freep) struct x *v. */
#define DEFINE_CLEANUP(type, free_fn)                                                      \
	static inline void free_fn##p(type **p)                                            \
	{                                                                                  \
		free_fn(*p);                                                               \
	}

/* Hand a CLEANUP local on to another owner: the value, with the local set to NULL. */
#define TAKE(p)                                                                            \
	({                                                                                 \
		__typeof__(p) taken_ = (p);                                                \
		(p) = NULL;                                                                \
		taken_;                                                                    \
	})

/* CLEANUP(freep) char *text: any pointer that free() takes. */
static inline void freep(void *p)
{
	free(*(void **)p);
}

#endif

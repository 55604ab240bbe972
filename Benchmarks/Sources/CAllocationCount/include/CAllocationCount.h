#ifndef CALLOCATIONCOUNT_H
#define CALLOCATIONCOUNT_H

#include <stdbool.h>
#include <stdint.h>

/// Whether allocations are counted on this platform (glibc only).
bool allocation_count_is_available(void);

/// How many times this process has asked for heap memory so far: malloc, calloc, realloc and the aligned forms.
uint64_t allocation_count(void);

/// How many bytes of heap memory are in use in the main arena and in mapped blocks; 0 where it is not known.
uint64_t allocated_bytes(void);

#endif

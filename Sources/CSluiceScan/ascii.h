// Which bytes are digits and letters of ASCII.

#ifndef SLUICE_ASCII_H
#define SLUICE_ASCII_H

#include <stdint.h>

static inline int is_digit(uint8_t byte) {
    return (uint8_t)(byte - '0') < 10;
}

static inline int is_letter(uint8_t byte) {
    return (uint8_t)((byte | 0x20) - 'a') < 26;
}

#endif

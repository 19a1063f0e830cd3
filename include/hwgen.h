#ifndef HWGEN_H
#define HWGEN_H
#include <stddef.h>
#include <stdint.h>
#endif

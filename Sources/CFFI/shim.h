// libffi as Swift can use it: its type descriptions are mutable globals there, and its functions take a generic function
// pointer, and Swift imports neither.
#include <ffi.h>
#include <stdint.h>

static inline ffi_type *_Nonnull hwgen_ffi_void(void) { return &ffi_type_void; }
static inline ffi_type *_Nonnull hwgen_ffi_sint8(void) { return &ffi_type_sint8; }
static inline ffi_type *_Nonnull hwgen_ffi_sint16(void) { return &ffi_type_sint16; }
static inline ffi_type *_Nonnull hwgen_ffi_sint32(void) { return &ffi_type_sint32; }
static inline ffi_type *_Nonnull hwgen_ffi_sint64(void) { return &ffi_type_sint64; }
static inline ffi_type *_Nonnull hwgen_ffi_uint8(void) { return &ffi_type_uint8; }
static inline ffi_type *_Nonnull hwgen_ffi_uint16(void) { return &ffi_type_uint16; }
static inline ffi_type *_Nonnull hwgen_ffi_uint32(void) { return &ffi_type_uint32; }
static inline ffi_type *_Nonnull hwgen_ffi_uint64(void) { return &ffi_type_uint64; }
static inline ffi_type *_Nonnull hwgen_ffi_float(void) { return &ffi_type_float; }
static inline ffi_type *_Nonnull hwgen_ffi_double(void) { return &ffi_type_double; }
static inline ffi_type *_Nonnull hwgen_ffi_pointer(void) { return &ffi_type_pointer; }

static inline ffi_status hwgen_ffi_prepare(ffi_cif *_Nonnull interface, unsigned count, ffi_type *_Nonnull result,
                                           ffi_type *_Nullable *_Nullable arguments) {
  return ffi_prep_cif(interface, FFI_DEFAULT_ABI, count, result, arguments);
}

// What a function without arguments gives, widened as libffi does it: there is nothing to lay out for it.
__attribute__((noinline)) static void hwgen_ffi_ask(int type, void (*_Nonnull function)(void), void *_Nonnull result) {
  switch (type) {
  case FFI_TYPE_VOID: function(); break;
  case FFI_TYPE_SINT8: *(int64_t *)result = ((int8_t(*)(void))function)(); break;
  case FFI_TYPE_SINT16: *(int64_t *)result = ((int16_t(*)(void))function)(); break;
  case FFI_TYPE_SINT32: *(int64_t *)result = ((int32_t(*)(void))function)(); break;
  case FFI_TYPE_SINT64: *(int64_t *)result = ((int64_t(*)(void))function)(); break;
  case FFI_TYPE_UINT8: *(uint64_t *)result = ((uint8_t(*)(void))function)(); break;
  case FFI_TYPE_UINT16: *(uint64_t *)result = ((uint16_t(*)(void))function)(); break;
  case FFI_TYPE_UINT32: *(uint64_t *)result = ((uint32_t(*)(void))function)(); break;
  case FFI_TYPE_UINT64: *(uint64_t *)result = ((uint64_t(*)(void))function)(); break;
  case FFI_TYPE_FLOAT: *(float *)result = ((float (*)(void))function)(); break;
  case FFI_TYPE_DOUBLE: *(double *)result = ((double (*)(void))function)(); break;
  default: *(void **)result = ((void *(*)(void))function)();
  }
}

__attribute__((always_inline)) static inline void hwgen_ffi_call(ffi_cif *_Nonnull interface,
                                                                 void (*_Nonnull function)(void), void *_Nonnull result,
                                                                 const void *_Nullable const *_Nonnull arguments) {
  if (interface->nargs == 0)
    hwgen_ffi_ask(interface->rtype->type, function, result);
  else
    ffi_call(interface, function, result, (void **)arguments);
}

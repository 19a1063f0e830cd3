-- An adder by the C library, from LuaJIT: `luajit add.lua build/lib/libhwgen.so`. Prints its area and its Verilog.
local ffi = require "ffi"

-- What this program uses of include/hwgen.h.
ffi.cdef [[
typedef struct { uint64_t bits; } hwgen_generator, hwgen_circuit, hwgen_type, hwgen_net;
typedef int32_t (*hwgen_sink)(void *user, const char *data, size_t size);
typedef struct {
  size_t size; const char *name, *parameters, *interface, *members, *doc, *file; int32_t line; const char *identity;
  int32_t (*body)(void *module, void *user, uint64_t *out_token); void *user; void (*finalizer)(void *user);
} hwgen_generator_options;
void *hwgen_context_create(void);
void hwgen_context_destroy(void *context);
const char *hwgen_error_text(const void *error);
void hwgen_error_destroy(void *error);
int32_t hwgen_generator_declare(void *context, const hwgen_generator_options *, hwgen_generator *, void **error);
int32_t hwgen_circuit_request(void *context, hwgen_generator, const char *arguments, const char *file, int32_t line,
                              hwgen_circuit *, void **error);
int32_t hwgen_circuit_verilog(void *context, hwgen_circuit, const void *options, hwgen_sink, void *user, void **error);
int64_t hwgen_module_integer(void *module, const char *name);
int32_t hwgen_closure_create(void *context, hwgen_generator, const char *signature, void **closure, void **error);
void *hwgen_closure_code(const void *closure);
void hwgen_closure_destroy(void *closure);
hwgen_net hwgen_port_net(void *module, const char *name);
hwgen_net hwgen_add(void *module, hwgen_net, hwgen_net);
hwgen_net hwgen_zext(void *module, hwgen_net, int32_t width);
void hwgen_drive(void *module, hwgen_net target, hwgen_net value);
]]
local hwgen = ffi.load(arg[1] or "hwgen")
local failure, raised = ffi.new "void *[1]", nil

-- Raises what a call refused: an error of the body as it was, or the library's own text.
local function check(status)
  if status == 0 then return end
  local text = ffi.string(hwgen.hwgen_error_text(failure[0]))
  hwgen.hwgen_error_destroy(failure[0])
  error(raised or text, 0)
end

local function body(m)
  local bits, has_ce = hwgen.hwgen_module_integer(m, "bits"), hwgen.hwgen_module_integer(m, "has_ce")
  local function port(name) return hwgen.hwgen_port_net(m, name) end
  local total = hwgen.hwgen_add(m, port "I0", port "I1")
  if has_ce ~= 0 then total = hwgen.hwgen_add(m, total, hwgen.hwgen_zext(m, port "CE", bits)) end
  hwgen.hwgen_drive(m, port "O", total)
end

local function run_body(m)
  local done
  done, raised = pcall(body, m)
  return done and 0 or 2
end

local context = hwgen.hwgen_context_create()
local add, circuit, closure = ffi.new "hwgen_generator[1]", ffi.new "hwgen_circuit[1]", ffi.new "void *[1]"
check(hwgen.hwgen_generator_declare(context, ffi.new("hwgen_generator_options", {
  size = ffi.sizeof "hwgen_generator_options", name = "Add", parameters = "bits: int >= 1, has_ce: bool = false",
  interface = "in I0, I1: UInt(bits); out O: UInt(bits); in CE: Bit if has_ce",
  members = "area: int = 5 * bits", body = run_body,
}), add, failure))
check(hwgen.hwgen_closure_create(context, add[0], "int32_t area(int32_t bits)", closure, failure))
print("area of 16 bits: " .. ffi.cast("int32_t (*)(int32_t)", hwgen.hwgen_closure_code(closure[0]))(16))
check(hwgen.hwgen_circuit_request(context, add[0], arg[2] or "16, true", "add.lua", 0, circuit, failure))
check(hwgen.hwgen_circuit_verilog(context, circuit[0], nil, function(_, data, size)
  io.write(ffi.string(data, size))
  return 0
end, nil, failure))
hwgen.hwgen_closure_destroy(closure[0])
hwgen.hwgen_context_destroy(context)

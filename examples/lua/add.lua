-- An adder by the C library, from LuaJIT: `luajit add.lua build/lib/libhwgen.so`. Prints its area and its Verilog.
local ffi = require "ffi"
local here = arg[0]:match ".*/" or "./"
-- All declarations, as the C preprocessor leaves them of the header; what it leaves out are the macros.
ffi.cdef(io.popen("cc -E -P '" .. here .. "../../include/hwgen.h'"):read "*a")
local HWGEN_OK, HWGEN_HOST_FAILED = 0, 2
local hwgen = ffi.load(arg[1] or "hwgen")
local failure, raised = ffi.new "hwgen_error *[1]", nil

-- Raises what a call refused: an error of the body as it was, or the library's own text.
local function check(status)
  if status == HWGEN_OK then return end
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

-- No error passes through the library: it is kept here, and the library is told that the host failed.
local function run_body(m)
  local done
  done, raised = pcall(body, m)
  return done and HWGEN_OK or HWGEN_HOST_FAILED
end

local context = hwgen.hwgen_context_create()
local add, circuit = ffi.new "hwgen_generator[1]", ffi.new "hwgen_circuit[1]"
check(hwgen.hwgen_generator_declare(context, ffi.new("hwgen_generator_options", {
  size = ffi.sizeof "hwgen_generator_options", name = "Add", parameters = "bits: int >= 1, has_ce: bool = false",
  interface = "in I0, I1: UInt(bits); out O: UInt(bits); in CE: Bit if has_ce",
  members = "area: int = 5 * bits", body = run_body,
}), add, failure))
-- A plain function that gives the area: it runs no body.
local closure = ffi.new "hwgen_closure *[1]"
check(hwgen.hwgen_closure_create(context, add[0], "int32_t area(int32_t bits)", closure, failure))
print("area of 16 bits: " .. ffi.cast("int32_t (*)(int32_t)", hwgen.hwgen_closure_code(closure[0]))(16))
check(hwgen.hwgen_circuit_request(context, add[0], arg[2] or "16, true", "add.lua", 0, circuit, failure))
check(hwgen.hwgen_circuit_verilog(context, circuit[0], nil, function(_, data, size)
  return io.write(ffi.string(data, size)) and 0 or 1
end, nil, failure))
hwgen.hwgen_closure_destroy(closure[0])
hwgen.hwgen_context_destroy(context)

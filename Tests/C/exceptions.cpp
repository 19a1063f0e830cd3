// Callbacks past the wrapper that throw, as none may: the exception passes, and the context tells what it can.
#include <string>

#include "check.h"

namespace {

const char *const PORTS = "in x: UInt(8); out y: UInt(8)";

hwgen_status throwing_body(hwgen_module *, void *, uint64_t *) { throw std::string("out of a body"); }

int32_t throwing_sink(void *, const char *, size_t) { throw std::string("out of a sink"); }

int64_t throwing_function(int64_t) { throw std::string("out of a function"); }

/// What a call throws.
template <typename Call>
std::string thrown(Call call) {
  try {
    (void)call();
  } catch (const std::string &what) {
    return what;
  }
  return "";
}

void out_of_a_body() {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  CHECK_OK(declare(context, "Throwing", nullptr, PORTS, throwing_body, nullptr, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK(thrown([&] { return hwgen_circuit_elaborate(context, circuit, nullptr); }) == "out of a body");
  CHECK_TELLS(hwgen_circuit_elaborate(context, circuit, &error), 9006, nullptr,
              "the body of Throwing was left by longjmp or by an exception");
  hwgen_context_destroy(context);
}

void out_of_a_sink_and_a_function() {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_function_options options{};
  hwgen_function function;
  int64_t x = 1, result = 0;
  const void *arguments[] = {&x};
  options.size = sizeof options;
  options.signature = "int64_t throwing(int64_t x)";
  options.code = reinterpret_cast<hwgen_code>(throwing_function);
  CHECK_OK(hwgen_function_declare(context, &options, &function, &error));
  CHECK_OK(declare(context, "Fine", nullptr, PORTS, wire_body, nullptr, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK(thrown([&] { return hwgen_circuit_verilog(context, circuit, nullptr, throwing_sink, nullptr, nullptr); }) ==
        "out of a sink");
  CHECK(thrown([&] { return hwgen_function_call(context, function, arguments, &result, nullptr); }) ==
        "out of a function");
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

}  // namespace

TESTS({"out of a body", out_of_a_body}, {"out of a sink and a function", out_of_a_sink_and_a_function})

// hwgen.hpp: owners, exceptions and lambdas.
#include <hwgen.hpp>

#include <atomic>
#include <sys/wait.h>
#include <thread>
#include <type_traits>
#include <unistd.h>

#include "check.h"

namespace {

using hwgen::context;
using hwgen::module;
using hwgen::net;

// No diagnostic, and nothing that the library knows.
struct mistake : std::runtime_error {
  using std::runtime_error::runtime_error;
  int number = 42;
};

// Counts how many of what a lambda captured are alive.
struct counted {
  static int alive;
  counted() { alive++; }
  counted(const counted &) { alive++; }
  ~counted() { alive--; }
};
int counted::alive = 0;

// What a call throws, as `Thrown`; a failure of the test if it is something else.
template <class Thrown, class Call>
void check_throws(Call call, const char *what, int line) {
  try {
    call();
    fprintf(stderr, "%s:%d: nothing was thrown, not %s\n", __FILE__, line, what);
  } catch (const Thrown &thrown) {
    if (!strcmp(thrown.what(), what)) return;
    fprintf(stderr, "%s:%d: %s was thrown, not %s\n", __FILE__, line, thrown.what(), what);
  } catch (const std::exception &other) {
    fprintf(stderr, "%s:%d: another exception was thrown: %s\n", __FILE__, line, other.what());
  }
  failures++;
}
#define CHECK_THROWS(Thrown, call, what) check_throws<Thrown>([&] { call; }, what, __LINE__)

template <class Call>
void check_refused(Call call, int code, int line) {
  try {
    call();
    fprintf(stderr, "%s:%d: not refused with HW%d\n", __FILE__, line, code);
  } catch (const hwgen::error &error) {
    if (error.code() == code) return;
    fprintf(stderr, "%s:%d: not HW%d, but %s\n", __FILE__, line, code, error.what());
  }
  failures++;
}
#define REFUSED(call, code) check_refused([&] { call; }, code, __LINE__)

const char *const wire = "in x: UInt(8); out y: UInt(8)";
void pass(module m) { m.drive(m["y"], m["x"]); }

void an_error_has_its_diagnostics() {
  const context c;
  const hwgen_generator add = c.declare("Add", "bits: int >= 1", "in x: UInt(bits); out y: UInt(bits)", pass);
  try {
    c.request(add, "bits = 0");
    CHECK(false);
  } catch (const hwgen::error &error) {
    CHECK_INT(error.size(), 1);
    CHECK_INT(error.code(), 1004);
    CHECK_INT(error[0].code, 1004);
    CHECK_INT(error[0].severity, 2);
    CHECK(error[0].message.rfind("`bits` of Add is 0", 0) == 0);
    CHECK(error[0].file == __FILE__ || error[0].file.empty());
    CHECK_TEXT(error.what(), hwgen_error_text(error.get()));
    CHECK_INT(error.host_token(), 0);
    CHECK_INT(error[1].code, 0);
  }
}

void an_error_outlives_context_and_copies() {
  std::unique_ptr<hwgen::error> copy;
  try {
    context().type("UInt(0)");
  } catch (const hwgen::error &error) {
    copy = std::make_unique<hwgen::error>(error);
  }
  CHECK_INT(copy->size(), 1);
  const hwgen::error second = *copy;
  copy.reset();
  CHECK(strlen(second.what()) > 10);
}

void all_that_a_body_recorded_is_thrown() {
  const context c;
  const auto bad = c.declare("Bad", "", wire, [](module m) {
    const net nothing = m["nothing"] + m["x"];
    m.drive(m["y"], nothing & m["also_nothing"]);
  });
  const hwgen_circuit circuit = c.request(bad, "");
  REFUSED(c.elaborate(circuit), 2008);
  try {
    c.verilog(circuit);
  } catch (const hwgen::error &error) {
    CHECK_INT(error.size(), 2);
  }
}

void an_exception_leaves_a_body_as_it_is() {
  const context c;
  bool fails = true;
  const auto moody = c.declare("Moody", "", wire, [&](module m) {
    if (fails) throw mistake("not today");
    pass(m);
  });
  const hwgen_circuit circuit = c.request(moody, "");
  CHECK_THROWS(mistake, c.elaborate(circuit), "not today");
  CHECK_THROWS(mistake, c.verilog(circuit), "not today");
  CHECK_THROWS(mistake, c.call(hwgen_circuit_verilog_file, circuit, nullptr, "never.v"), "not today");
  fails = false;
  CHECK(c.verilog(circuit).rfind("module Moody", 0) == 0);
}

void what_is_no_standard_exception_arrives_too() {
  const context c;
  const auto number = c.declare("Number", "", wire, [](module) { throw 7; });
  const hwgen_circuit circuit = c.request(number, "");
  int caught = 0;
  try {
    c.elaborate(circuit);
  } catch (int thrown) {
    caught = thrown;
  }
  CHECK_INT(caught, 7);
}

void an_exception_leaves_a_hook_as_it_is() {
  const context c;
  c.hook("half", [](const std::vector<std::string> &arguments) {
    const int whole = std::stoi(arguments.at(0));
    if (whole % 2) throw mistake("odd");
    return std::to_string(whole / 2);
  });
  const auto narrow = c.declare("Narrow", "bits: int", "in x: UInt(hook half(bits): int); out y: UInt(bits)",
                                [](module m) { m.drive(m["y"], m["x"].zext(int32_t(m.integer("bits")))); });
  CHECK_THROWS(mistake, c.request(narrow, "7"), "odd");
  CHECK_THROWS(mistake, c.request(narrow, "7"), "odd");
  CHECK(c.text(hwgen_circuit_text, c.request(narrow, "8"), HWGEN_TEXT_INTERFACE) == "in x: UInt(4); out y: UInt(8)");
}

void an_exception_leaves_a_typed_hook_as_it_is() {
  const context c;
  int calls = 0;
  c.function<int64_t(int64_t, bool)>("gates", [&](int64_t bits, bool fast) {
    calls++;
    if (bits > 64) throw mistake("not measured");
    return fast ? bits * 9 : bits * 5;
  });
  hwgen_generator_options options = {};
  options.name = "Adder";
  options.parameters = "bits: int >= 1, fast: bool = false";
  options.interface = "in a, b: UInt(bits); out sum: UInt(bits)";
  options.members = "area: int = hook gates(bits, fast): int";
  const auto adder = c.declare(options, [](module m) { m.drive(m["sum"], m["a"] + m["b"]); });
  CHECK_INT(c.integer(c.request(adder, "16, true"), "area"), 144);
  CHECK_INT(c.integer(c.request(adder, "16, fast = true"), "area"), 144);
  CHECK_INT(calls, 1);
  CHECK_THROWS(mistake, c.integer(c.request(adder, "65"), "area"), "not measured");

  const auto area = c.closure<int64_t(int64_t, bool)>(adder, "area");
  CHECK_INT(area(8, false), 40);
  CHECK_THROWS(mistake, area(100, false), "not measured");
  REFUSED(area(0, false), 1004);
  CHECK_INT(area(8, true), 72);
  const auto make = c.closure<hwgen_circuit(int64_t, bool)>(adder, "");
  CHECK(make(16, true).bits == c.request(adder, "16, true").bits);
  REFUSED(c.closure<int64_t(int64_t)>(adder, "volume"), 1022);
}

void values_of_every_type_pass() {
  const context c;
  c.function<uint8_t(const char *, hwgen_type, hwgen_generator, const hwgen_integer *, double, int8_t)>(
      "all", [&](const char *text, hwgen_type type, hwgen_generator generator, const hwgen_integer *big, double real,
                 int8_t small) {
        CHECK_TEXT(text, "abc");
        CHECK_INT(hwgen_type_width(c.get(), type), 9);
        CHECK(c.text(hwgen_generator_text, generator, HWGEN_TEXT_NAME) == "Leaf");
        CHECK_INT(big->count, 2);
        CHECK(real == 3.0);
        return uint8_t(200 + small);
      });
  c.declare("Leaf", "", wire, pass);
  hwgen_generator_options options = {};
  options.name = "All";
  options.interface = wire;
  options.members = "n: int = hook all(\"abc\", UInt(9), generator(\"Leaf\"), 0x1_0000_0000_0000_0000, 3, -5): int";
  CHECK_INT(c.integer(c.request(c.declare(options, pass), ""), "n"), 195);
}

void an_exception_passes_through_nested_calls() {
  // The body asks for a circuit, whose hook throws: what leaves the hook leaves the body too, with its type.
  const context c;
  c.hook("never", [](const std::vector<std::string> &) -> std::string { throw mistake("deep"); });
  hwgen_generator_options options = {};
  options.name = "Inner";
  options.parameters = "n: int = 1";
  options.interface = "in x: UInt(hook never(n): int); out y: UInt(8)";
  const auto inner = c.declare(options, pass);
  bool seen = false;
  const auto outer = c.declare("Outer", "", wire, [&](module m) {
    try {
      m.context().request(inner, "");
    } catch (const mistake &) {
      seen = true;
      throw;
    }
  });
  CHECK_THROWS(mistake, c.elaborate(c.request(outer, "")), "deep");
  CHECK(seen);

  // A body below the one that is asked for.
  const auto leaf = c.declare("Leaf", "", wire, [](module) { throw mistake("below"); });
  const auto top = c.declare("Top", "", wire, [&](module m) {
    const net u = m.make(hwgen_instance, m.context().request(leaf, ""), "u");
    hwgen_instance_input(m.get(), u, "x", m["x"]);
    m.drive(m["y"], m.make(hwgen_instance_output, u, "y"));
  });
  CHECK_THROWS(mistake, c.verilog(c.request(top, "")), "below");

  // An elaboration of another context within a body.
  const auto wide = c.declare("Wide", "", wire, [&](module m) {
    const context other;
    const auto failing = other.declare("Failing", "", wire, [](module) { throw mistake("elsewhere"); });
    CHECK_THROWS(mistake, other.elaborate(other.request(failing, "")), "elsewhere");
    pass(m);
    other.elaborate(other.request(failing, ""));
  });
  CHECK_THROWS(mistake, c.elaborate(c.request(wide, "")), "elsewhere");
}

hwgen_status body_in_c(hwgen_module *m, void *user, uint64_t *out_token) {
  if (!user) {
    *out_token = 7;
    return HWGEN_HOST_FAILED;
  }
  hwgen_circuit circuit;
  hwgen_error *error = nullptr;
  const hwgen_generator inner = *static_cast<hwgen_generator *>(user);
  const hwgen_status status =
      hwgen_circuit_request(hwgen_module_context(m), inner, "", nullptr, 0, &circuit, &error);
  *out_token = hwgen_error_host_token(error);
  hwgen_error_destroy(error);
  return status;
}

void tokens_of_other_hosts_are_told() {
  const context c;
  hwgen_generator foreign, passing;
  CHECK_OK(declare(c.get(), "Foreign", nullptr, wire, body_in_c, nullptr, &foreign, &error));
  try {
    c.elaborate(c.request(foreign, ""));
    CHECK(false);
  } catch (const hwgen::error &error) {
    CHECK_INT(error.host_token(), 7);
  }
  // A body in C hands on the token of a hook in C++.
  c.hook("never", [](const std::vector<std::string> &) -> std::string { throw mistake("through C"); });
  hwgen_generator inner = c.declare("Inner", "n: int = 1", "in x: UInt(hook never(n): int); out y: UInt(8)", pass);
  CHECK_OK(declare(c.get(), "Passing", nullptr, wire, body_in_c, &inner, &passing, &error));
  CHECK_THROWS(mistake, c.elaborate(c.request(passing, "")), "through C");
}

/// What another host is told that asks for the text of a circuit.
std::string told(const context &c, hwgen_generator generator) {
  hwgen_error *error = nullptr;
  hwgen_circuit circuit;
  if (hwgen_circuit_request(c.get(), generator, "", nullptr, 0, &circuit, &error) == HWGEN_OK)
    hwgen_circuit_elaborate(c.get(), circuit, &error);
  CHECK(error);
  const std::string text = error ? hwgen_error_text(error) : "";
  hwgen_error_destroy(error);
  return text;
}

void another_host_is_told_what_an_exception_says() {
  const context c;
  const auto says = [&](hwgen_generator generator, const char *what) {
    return told(c, generator).find(what) != std::string::npos;
  };
  CHECK(says(c.declare("Standard", "", wire, [](module) { throw mistake("too wide"); }), "failed: too wide"));
  CHECK(says(c.declare("Other", "", wire, [](module) { throw 5; }), "failed: an exception of C++"));
  // Its text is not UTF-8.
  CHECK(says(c.declare("Latin", "", wire, [](module) { throw mistake("\xff"); }), "failed: an exception of C++"));
  c.hook("as_text", [](const std::vector<std::string> &) -> std::string { throw mistake("not measured"); });
  c.function<int64_t(int64_t)>("typed", [](int64_t) -> int64_t { throw mistake("not known"); });
  const char *const interfaces[] = {"in x: UInt(hook as_text(8): int)", "in x: UInt(hook typed(8): int)"};
  CHECK(says(c.declare("AsText", "", interfaces[0], [](module) {}), "`as_text` failed: not measured"));
  CHECK(says(c.declare("Typed", "", interfaces[1], [](module) {}), "`typed` failed: not known"));
}

void what_is_captured_ends_once() {
  {
    const counted one;
    context c;
    c.declare("G", "", wire, [one](module m) { pass(m); });
    c.hook("h", [one](const std::vector<std::string> &) { return std::string("1"); });
    c.function<int64_t(int64_t)>("f", [one](int64_t n) { return n; });
    CHECK_INT(counted::alive, 4);
    // Declarations that fail.
    REFUSED(c.declare("G", "", wire, [one](module m) { pass(m); }), 2020);
    REFUSED(c.declare("not a name", "", wire, [one](module m) { pass(m); }), 1020);
    REFUSED(c.hook("h", [one](const std::vector<std::string> &) { return std::string("2"); }), 9006);
    REFUSED(c.function<int64_t(int64_t)>("f", [one](int64_t n) { return n; }), 9006);
    CHECK_INT(counted::alive, 4);
    c.call(hwgen_hook_remove, "h");
    CHECK_INT(counted::alive, 3);
    c.close();
    CHECK_INT(counted::alive, 1);
    // A context that was closed.
    REFUSED(c.declare("G", "", wire, [one](module m) { pass(m); }), 9001);
    REFUSED(c.hook("h", [one](const std::vector<std::string> &) { return std::string("2"); }), 9001);
    REFUSED(c.function<int64_t(int64_t)>("f", [one](int64_t n) { return n; }), 9001);
    CHECK_INT(counted::alive, 1);
    c.close();
  }
  CHECK_INT(counted::alive, 0);
}

void exceptions_that_nobody_takes_end_with_the_context() {
  struct held : std::exception {
    counted one;
  };
  {
    const context c;
    const auto failing = c.declare("Failing", "", wire, [](module) { throw held(); });
    const hwgen_circuit circuit = c.request(failing, "");
    CHECK_INT(hwgen_circuit_elaborate(c.get(), circuit, nullptr), HWGEN_HOST_FAILED);
    CHECK_INT(hwgen_circuit_elaborate(c.get(), circuit, nullptr), HWGEN_HOST_FAILED);
    CHECK_INT(counted::alive, 2);
    try {
      c.elaborate(circuit);
    } catch (const held &) {
      CHECK_INT(counted::alive, 3);
    }
    CHECK_INT(counted::alive, 2);
  }
  CHECK_INT(counted::alive, 0);
}

void owners_move() {
  static_assert(!std::is_copy_constructible_v<context> && !std::is_copy_assignable_v<context>);
  static_assert(std::is_nothrow_move_constructible_v<context> && std::is_nothrow_move_assignable_v<context>);
  using function = hwgen::closure<int64_t()>;
  static_assert(!std::is_copy_constructible_v<function> && std::is_nothrow_move_constructible_v<function>);
  static_assert(std::is_nothrow_copy_constructible_v<hwgen::error>);

  const counted one;
  context a;
  const auto failing = a.declare("Failing", "n: int = 5", wire, [one](module) { throw mistake("moved"); });
  const hwgen_circuit circuit = a.request(failing, "");
  function n = a.closure<int64_t()>(failing, "n");
  context b(std::move(a));
  REFUSED(a.elaborate(circuit), 9001);
  CHECK_THROWS(mistake, b.elaborate(circuit), "moved");
  a = std::move(b);
  CHECK_THROWS(mistake, a.elaborate(circuit), "moved");
  context &self = a;
  a = std::move(self);
  CHECK_THROWS(mistake, a.elaborate(circuit), "moved");
  function moved(std::move(n));
  CHECK_INT(moved(), 5);
  CHECK_THROWS(std::bad_function_call, n(), std::bad_function_call().what());
  CHECK_INT(counted::alive, 2);
  a = context();
  CHECK_INT(counted::alive, 1);
  REFUSED(a.elaborate(circuit), 9003);  // A handle of another context.
  REFUSED(moved(), 9003);  // The closure outlives its context.
}

void a_context_closed_by_its_own_body_ends_after_the_call() {
  const counted one;
  auto c = std::make_unique<context>();
  const auto closing = c->declare("Closing", "", wire, [&c, one](module m) {
    pass(m);
    c.reset();
    CHECK_INT(counted::alive, 2);
    CHECK(m.integer("nothing") == 0);
    throw mistake("closed");
  });
  CHECK_INT(counted::alive, 2);
  const hwgen_circuit circuit = c->request(closing, "");
  CHECK_THROWS(mistake, c->elaborate(circuit), "closed");
  CHECK(!c);
  CHECK_INT(counted::alive, 1);
}

void a_context_of_another_owner_is_used() {
  hwgen_context *raw = hwgen_context_create();
  {
    const hwgen::context_ref c(raw);
    const auto failing = c.declare("Failing", "", wire, [](module) { throw mistake("adopted"); });
    CHECK_THROWS(mistake, c.elaborate(c.request(failing, "")), "adopted");
    const hwgen::context_ref other(raw);
    REFUSED(other.type("UInt(0)"), 1019);
  }
  CHECK(hwgen::context_ref(raw).type("UInt(8)").bits != 0);
  hwgen_context_destroy(raw);
}

void operations_are_those_of_c() {
  const context c;
  const module m = c.module("Ops", "in a, b: UInt(8); in s: Bit; out o[i]: UInt(8) for i in 0..<9; out p: UInt(16)");
  const net a = m["a"].named("a"), b = m["b"];
  const hwgen_type word = a.type();
  m.drive(m["o_0"], a + b - (a & b));
  m.drive(m["o_1"], (a | b) ^ ~a);
  m.drive(m["o_2"], (a << b) + (a >> b));
  m.drive(m["o_3"], mux(eq(a, b), a, m.literal(word, 3)));
  m.drive(m["o_4"], mux(ne(a, b), a, b).named("chosen"));
  m.drive(m["o_5"], mux(lt(a, b) & le(b, a) & m["s"], a, b));
  m.drive(m["o_6"], m.make(hwgen_cast, a.slice(0, 4), c.type("UInt(4)")).zext(8));
  m.drive(m["o_7"], m.make(hwgen_rotate_left, a, b));
  m.drive(m["o_8"], m.make(hwgen_max, a, b));
  m.drive(m["p"], a * b);
  try {
    const std::string text = c.verilog(m.finish());
    CHECK(text.find("chosen") != std::string::npos);
    CHECK_INT(c.take_warnings().size(), 0);
  } catch (const hwgen::error &error) {
    CHECK_TEXT(error.what(), "");
  }
  REFUSED(m.finish(), 9006);
}

void another_thread_is_refused() {
  const context c;
  std::atomic<int> code{0};
  const auto waiting = c.declare("Waiting", "", wire, [&](module m) {
    std::thread([&] {
      try {
        c.type("UInt(8)");
      } catch (const hwgen::error &error) {
        code = error.code();
      }
    }).join();
    pass(m);
  });
  c.elaborate(c.request(waiting, ""));
  CHECK_INT(code, 9009);
}

void contexts_throw_in_parallel() {
  std::atomic<int> caught{0};
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; number++)
    threads.emplace_back([&caught, number] {
      const context c;
      const auto failing = c.declare("Failing", "n: int", wire, [number](module) { throw number; });
      for (int i = 0; i < 50; i++) {
        try {
          c.elaborate(c.request(failing, std::to_string(i)));
        } catch (int thrown) {
          caught += thrown == number;
        }
      }
    });
  for (std::thread &thread : threads) thread.join();
  CHECK_INT(caught, 200);
}

void a_fork_is_refused() {
  const counted one;
  static hwgen_context *not_ended_in_the_child;  // Named, as valgrind would call it lost.
  int status = -1;
  {
    context c;
    not_ended_in_the_child = c.get();
    c.declare("G", "", wire, [one](module m) { pass(m); });
    const pid_t child = fork();
    if (child == 0) {
      int code = 0;
      try {
        c.type("UInt(8)");
      } catch (const hwgen::error &error) {
        code = error.code();
      }
      c.close();
      const bool works = context().type("UInt(8)").bits != 0;
      _exit(code == 9010 && counted::alive == 2 && works ? 0 : 1);
    }
    waitpid(child, &status, 0);
    CHECK_INT(counted::alive, 2);
  }
  CHECK_INT(status, 0);
  CHECK(not_ended_in_the_child);
  CHECK_INT(counted::alive, 1);
}

void a_text_with_a_nul_is_refused_and_not_cut() {
  const context c;
  const auto cut = [](const char *begin) { return std::string(begin) + std::string("\0x", 2); };
  const auto told = [](const char *begin) {
    return "a text that hwgen is given has a NUL behind \"" + std::string(begin) + "\"";
  };
#define REFUSES_A_NUL(call, begin) CHECK_THROWS(std::invalid_argument, call, told(begin).c_str())
  const counted one;
  const auto half = [one](int64_t whole) { return whole / 2; };
  const auto text = [one](const std::vector<std::string> &) { return std::string("1"); };
  const auto build = [one](module m) { pass(m); };
  const int alive = counted::alive;
  REFUSES_A_NUL(c.type(cut("UInt(8)")), "UInt(8)");
  REFUSES_A_NUL(c.declare(cut("G"), "", wire, build), "G");
  REFUSES_A_NUL(c.declare("G", cut("n: int = 1"), wire, build), "n: int = 1");
  REFUSES_A_NUL(c.declare("G", "", cut(wire), build), wire);
  REFUSES_A_NUL(c.hook(cut("h"), text), "h");
  REFUSES_A_NUL(c.function<int64_t(int64_t)>(cut("f"), half), "f");
  REFUSES_A_NUL(c.module(cut("M"), wire), "M");
  REFUSES_A_NUL(c.module("M", cut(wire)), wire);
  CHECK_INT(counted::alive, alive);

  const auto g = c.declare("G", "n: int = 1", "in x: {a: UInt(8)}; out y: UInt(8)", [&](module m) {
    REFUSES_A_NUL(m.integer(cut("n")), "n");
    REFUSES_A_NUL(m[cut("x")], "x");
    REFUSES_A_NUL(m["y"].named(cut("total")), "total");
    REFUSES_A_NUL(m["y"].field(cut("a")), "a");
    m[cut("y")];
  });
  REFUSES_A_NUL(c.request(g, cut("n = 2")), "n = 2");
  const hwgen_circuit circuit = c.request(g, "");
  REFUSES_A_NUL(c.integer(circuit, cut("n")), "n");
  REFUSES_A_NUL(c.closure<int64_t(int64_t)>(g, cut("n")), "int64_t n");
  REFUSES_A_NUL(c.elaborate(circuit), "y");
  CHECK(c.type("UInt(8)").bits != 0);
}

}  // namespace

TESTS({"an error has its diagnostics", an_error_has_its_diagnostics},
      {"an error outlives its context and its copies", an_error_outlives_context_and_copies},
      {"all that a body recorded is thrown", all_that_a_body_recorded_is_thrown},
      {"an exception leaves a body as it is", an_exception_leaves_a_body_as_it_is},
      {"what is no standard exception arrives too", what_is_no_standard_exception_arrives_too},
      {"an exception leaves a hook as it is", an_exception_leaves_a_hook_as_it_is},
      {"an exception leaves a typed hook and a closure as it is", an_exception_leaves_a_typed_hook_as_it_is},
      {"values of every type pass", values_of_every_type_pass},
      {"an exception passes through nested calls", an_exception_passes_through_nested_calls},
      {"tokens of other hosts are told", tokens_of_other_hosts_are_told},
      {"another host is told what an exception says", another_host_is_told_what_an_exception_says},
      {"what is captured ends once", what_is_captured_ends_once},
      {"exceptions that nobody takes end with the context", exceptions_that_nobody_takes_end_with_the_context},
      {"owners move", owners_move},
      {"a context closed by its own body ends after the call", a_context_closed_by_its_own_body_ends_after_the_call},
      {"a context of another owner is used", a_context_of_another_owner_is_used},
      {"operations are those of C", operations_are_those_of_c},
      {"another thread is refused", another_thread_is_refused},
      {"contexts throw in parallel", contexts_throw_in_parallel}, {"a fork is refused", a_fork_is_refused},
      {"a text with a NUL is refused and not cut", a_text_with_a_nul_is_refused_and_not_cut})

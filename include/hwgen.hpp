/* hwgen in C++17: owners, exceptions and lambdas over hwgen.h. Header-only; link what hwgen.h needs.
 *
 * Handles, options and constants are those of hwgen.h, whose comments say what the calls mean. What has no name here is
 * reached by `get()`, and every function with an error by `context_ref::call`, `context_ref::text` and `module::make`.
 *
 * Exceptions. A call that fails throws hwgen::error. An exception that leaves a body or a hook never passes through the
 *   library: it is kept, and thrown again, as it was, by the call that ran the body or the hook.
 * Ownership. `context` and `closure` can be moved, not copied; copies of `error` share one. `context_ref`, `module` and
 *   `net` are small values that own nothing. What a body or a hook has captured ends once: with its context, when the hook
 *   is removed, or when the declaration fails.
 * Threads. As in hwgen.h: one thread at a time in a context, and a call that breaks this throws HW9009.
 * Texts. A std::string with a NUL in it throws std::invalid_argument, in operations of a body too.
 * Which operand of an operator is evaluated first is open: where the order of operations is to be the same with every
 *   compiler, write one in a statement.
 */
#ifndef HWGEN_HPP
#define HWGEN_HPP

#include "hwgen.h"

#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace hwgen {

/* One of the diagnostics of an error. */
struct diagnostic {
  /* 2003 for HW2003. */
  int32_t code;
  /* 0 note, 1 warning, 2 error. */
  int32_t severity;
  /* The message without places. */
  std::string message;
  /* The file, or "" where unknown. */
  std::string file;
  /* The line, or 0. */
  int32_t line;
};

/* Owns a hwgen_error: what a call that fails throws, and the warnings of a context. Copies share it. */
class error : public std::exception {
 public:
  /* Takes an error over; NULL: no diagnostics. */
  explicit error(hwgen_error *owned) : error_(owned, hwgen_error_destroy) {}
  /* All diagnostics with places, notes and fixes, as a user should see them. */
  const char *what() const noexcept override { return hwgen_error_text(get()); }
  /* The code of the first diagnostic: 2003 for HW2003; 0 if there is none. */
  int32_t code() const { return hwgen_error_code(get(), 0); }
  /* How many diagnostics there are. */
  size_t size() const { return hwgen_error_count(get()); }
  /* The diagnostic of a number; one of code 0 if there is none. */
  diagnostic operator[](size_t index) const {
    return {hwgen_error_code(get(), index), hwgen_error_severity(get(), index), hwgen_error_message(get(), index),
            hwgen_error_file(get(), index), hwgen_error_line(get(), index)};
  }
  /* What a callback that is no function of C++ stored in its `out_token`, or 0. */
  uint64_t host_token() const { return hwgen_error_host_token(get()); }
  /* The error, lent. */
  hwgen_error *get() const { return error_.get(); }

 private:
  std::shared_ptr<hwgen_error> error_;
};

namespace detail {

/* The exceptions of a context that are on their way to a caller, by their tokens. A token is the address of what it
 * stands for, so that none of another host is taken for one. */
class exceptions {
 public:
  /* Keeps the exception that is being handled, and tells its token; 0 if there is no memory for that. */
  uint64_t keep() noexcept {
    try {
      auto kept = std::make_unique<std::exception_ptr>(std::current_exception());
      const uint64_t token = reinterpret_cast<uintptr_t>(kept.get());
      const std::lock_guard<std::mutex> lock(mutex_);
      kept_[token] = std::move(kept);
      return token;
    } catch (...) {
      return 0;
    }
  }
  /* Says in a callback that it fails by the exception that is being handled, which is kept: its token. Who of another host
   * has asked sees what it says. */
  uint64_t fail(hwgen_context *context) noexcept {
    const uint64_t token = keep();
    try {
      throw;
    } catch (const std::exception &thrown) {
      if (hwgen_hook_fail(context, thrown.what(), token, nullptr) == HWGEN_OK) return token;
    } catch (...) {
    }
    hwgen_hook_fail(context, "an exception of C++", token, nullptr);
    return token;
  }
  /* Throws the exception that an error has the token of, or else the error. */
  [[noreturn]] void raise(hwgen_error *failed) {
    const error found(failed);
    std::unique_lock<std::mutex> lock(mutex_);
    const auto node = kept_.extract(found.host_token());
    lock.unlock();
    if (node) std::rethrow_exception(*node.mapped());
    throw found;
  }
  /* Calls a function of hwgen.h whose last parameter is `out_error`. */
  template <class Function, class... Arguments>
  void call(Function function, Arguments &&...arguments) {
    hwgen_error *failed = nullptr;
    if (function(std::forward<Arguments>(arguments)..., &failed) != HWGEN_OK) raise(failed);
  }

 private:
  std::mutex mutex_;
  std::map<uint64_t, std::unique_ptr<std::exception_ptr>> kept_;
};

/* Shared by what may run when the context object has ended or has moved. */
using kept = std::shared_ptr<exceptions>;

/* A function of the host behind a user pointer, as body, hook and typed hook. */
template <class Function>
struct callback {
  Function function;
  hwgen_context *context;
  detail::kept kept;

  static void end(void *user) noexcept { delete static_cast<callback *>(user); }
  static hwgen_status build(hwgen_module *module, void *user, uint64_t *out_token) noexcept;
  static hwgen_status answer(void *user, const char *const *arguments, size_t count, hwgen_sink give, void *target,
                             uint64_t *out_token) noexcept {
    auto &self = *static_cast<callback *>(user);
    return self.guarded(out_token, [&] {
      const std::string value = self.function(std::vector<std::string>(arguments, arguments + count));
      give(target, value.data(), value.size());
    });
  }
  template <class Result, class... Parameters>
  static Result compute(hwgen_context *context, void *user, Parameters... arguments) noexcept {
    auto &self = *static_cast<callback *>(user);
    try {
      return self.function(arguments...);
    } catch (...) {
      self.kept->fail(context);
      return Result();
    }
  }
  template <class Result, class... Parameters>
  static hwgen_code code(Result (*)(Parameters...)) {
    return reinterpret_cast<hwgen_code>(&compute<Result, Parameters...>);
  }
  template <class Call>
  hwgen_status guarded(uint64_t *out_token, Call call) noexcept {
    try {
      call();
      return HWGEN_OK;
    } catch (...) {
      *out_token = kept->fail(context);
      return HWGEN_HOST_FAILED;
    }
  }
};

/* A text as C takes it, up to its first NUL: one that goes on behind it is refused. */
inline const char *whole(const std::string &text) {
  if (text.find('\0') != std::string::npos)
    throw std::invalid_argument("a text that hwgen is given has a NUL behind \"" + std::string(text.c_str()) + "\"");
  return text.c_str();
}

/* Gathers a text in a std::string. */
inline int32_t gather(void *user, const char *data, size_t size) noexcept {
  try {
    static_cast<std::string *>(user)->append(data, size);
    return 0;
  } catch (...) {
    return 1;
  }
}

/* What C calls a type, in the signature of a function. */
template <class Type>
std::string name_of() {
  if constexpr (std::is_same_v<Type, bool>) return "bool";
  else if constexpr (std::is_integral_v<Type>)
    return (std::is_signed_v<Type> ? "int" : "uint") + std::to_string(8 * sizeof(Type)) + "_t";
  else if constexpr (std::is_same_v<Type, float>) return "float";
  else if constexpr (std::is_same_v<Type, double>) return "double";
  else if constexpr (std::is_same_v<Type, const char *>) return "const char *";
  else if constexpr (std::is_same_v<Type, const hwgen_integer *>) return "const hwgen_integer *";
  else if constexpr (std::is_same_v<Type, hwgen_type>) return "hwgen_type";
  else if constexpr (std::is_same_v<Type, hwgen_generator>) return "hwgen_generator";
  else {
    static_assert(std::is_same_v<Type, hwgen_circuit>, "no signature has a type like this");
    return "hwgen_circuit";
  }
}

/* A function's type, int64_t(int64_t, bool), taken apart. */
template <class Signature>
struct signature;
template <class Result, class... Parameters>
struct signature<Result(Parameters...)> {
  static std::string text(const std::string &name, std::string parameters) {
    ((parameters += (parameters.empty() ? "" : ", ") + name_of<Parameters>()), ...);
    return name_of<Result>() + " " + name + "(" + (parameters.empty() ? "void" : parameters) + ")";
  }
};

}  // namespace detail

class context_ref;

/* A net of a module. Comparisons are functions, eq(a, b), so that == keeps no second meaning. */
class net {
 public:
  /* A net that hwgen.h gave. */
  net(hwgen_module *m, hwgen_net handle) : module_(m), handle_(handle) {}
  /* The handle. */
  hwgen_net get() const { return handle_; }
  /* The handle, where a function of hwgen.h takes one. */
  operator hwgen_net() const { return handle_; }
  /* The type. */
  hwgen_type type() const { return hwgen_net_type(module_, handle_); }
  /* Gives it a name in the output. */
  net named(const std::string &name) const { return hwgen_net_name(module_, handle_, detail::whole(name)), *this; }
  /* With zeros, or with the sign, to a greater width. */
  net zext(int32_t width) const { return {module_, hwgen_zext(module_, handle_, width)}; }
  net sext(int32_t width) const { return {module_, hwgen_sext(module_, handle_, width)}; }
  /* `width` bits from bit `low` upwards. */
  net slice(int32_t low, int32_t width) const { return {module_, hwgen_slice(module_, handle_, low, width)}; }
  /* A field of a record. */
  net field(const std::string &name) const { return {module_, hwgen_field(module_, handle_, detail::whole(name))}; }

  /* The functions of hwgen.h: hwgen_add, hwgen_sub, hwgen_mul, hwgen_and, hwgen_or, hwgen_xor, hwgen_shl, hwgen_shr,
   * hwgen_not, hwgen_neg. */
  friend net operator+(net a, net b) { return {a.module_, hwgen_add(a.module_, a, b)}; }
  friend net operator-(net a, net b) { return {a.module_, hwgen_sub(a.module_, a, b)}; }
  friend net operator*(net a, net b) { return {a.module_, hwgen_mul(a.module_, a, b)}; }
  friend net operator&(net a, net b) { return {a.module_, hwgen_and(a.module_, a, b)}; }
  friend net operator|(net a, net b) { return {a.module_, hwgen_or(a.module_, a, b)}; }
  friend net operator^(net a, net b) { return {a.module_, hwgen_xor(a.module_, a, b)}; }
  friend net operator<<(net a, net amount) { return {a.module_, hwgen_shl(a.module_, a, amount)}; }
  friend net operator>>(net a, net amount) { return {a.module_, hwgen_shr(a.module_, a, amount)}; }
  friend net operator~(net a) { return {a.module_, hwgen_not(a.module_, a)}; }
  friend net operator-(net a) { return {a.module_, hwgen_neg(a.module_, a)}; }
  /* Comparisons, which give a Bit, and the choice by one. */
  friend net eq(net a, net b) { return {a.module_, hwgen_eq(a.module_, a, b)}; }
  friend net ne(net a, net b) { return {a.module_, hwgen_ne(a.module_, a, b)}; }
  friend net lt(net a, net b) { return {a.module_, hwgen_lt(a.module_, a, b)}; }
  friend net le(net a, net b) { return {a.module_, hwgen_le(a.module_, a, b)}; }
  friend net mux(net selector, net when_1, net when_0) {
    return {selector.module_, hwgen_mux(selector.module_, selector, when_1, when_0)};
  }

 private:
  hwgen_module *module_;
  hwgen_net handle_;
};

/* The module of a body, or of context_ref::module. What fails of an operation is recorded, not thrown: the call that ran
 * the body throws all diagnostics. */
class module {
 public:
  /* The module, for functions of hwgen.h and HWGEN_HERE. */
  hwgen_module *get() const { return module_; }
  /* The context that it is in. */
  context_ref context() const;
  /* The value of an integer or boolean parameter. */
  int64_t integer(const std::string &name) const { return hwgen_module_integer(module_, detail::whole(name)); }
  /* A port by its name. */
  net operator[](const std::string &port) const { return {module_, hwgen_port_net(module_, detail::whole(port))}; }
  /* A constant of a type. */
  net literal(hwgen_type type, int64_t value) const { return {module_, hwgen_literal_int(module_, type, value)}; }
  /* Drives an output, a wire or a register, or a part of one. */
  void drive(net target, net value) const { hwgen_drive(module_, target, value); }
  /* The net of any operation of hwgen.h, which is given the module and these arguments: m.make(hwgen_repeat, a, 3). */
  template <class... Parameters, class... Arguments>
  net make(hwgen_net (*operation)(hwgen_module *, Parameters...), Arguments &&...arguments) const {
    return {module_, operation(module_, std::forward<Arguments>(arguments)...)};
  }
  /* Checks a module that context_ref::module made, and makes it a circuit. */
  hwgen_circuit finish() const {
    hwgen_circuit circuit = {};
    exceptions_->call(hwgen_module_finish, module_, &circuit);
    return circuit;
  }

 private:
  friend class context_ref;
  template <class>
  friend struct detail::callback;
  module(hwgen_module *handle, detail::kept exceptions) : module_(handle), exceptions_(std::move(exceptions)) {}
  hwgen_module *module_;
  detail::kept exceptions_;
};

/* Owns a hwgen_closure: a function that asks for a circuit of a generator, or for a value of one. `Signature` is like
 * int64_t(int64_t, bool). */
template <class Signature>
class closure;
template <class Result, class... Parameters>
class closure<Result(Parameters...)> {
 public:
  /* Calls it. What the result points to is lent until the next call. */
  Result operator()(Parameters... arguments) const {
    const auto kept = exceptions_;
    const auto code = reinterpret_cast<Result (*)(Parameters...)>(hwgen_closure_code(get()));
    if (!code) throw std::bad_function_call();
    const Result result = code(arguments...);
    if (hwgen_error *failed = hwgen_closure_take_error(get())) kept->raise(failed);
    return result;
  }
  /* The closure, lent. */
  hwgen_closure *get() const { return closure_.get(); }

 private:
  friend class context_ref;
  struct end {
    void operator()(hwgen_closure *closure) const { hwgen_closure_destroy(closure); }
  };
  closure(hwgen_closure *owned, detail::kept exceptions) : closure_(owned), exceptions_(std::move(exceptions)) {}
  std::unique_ptr<hwgen_closure, end> closure_;
  detail::kept exceptions_;
};

/* A context that something else owns: what can be done with one. */
class context_ref {
 public:
  /* The context of another owner, in C or another language. */
  explicit context_ref(hwgen_context *context)
      : context_(context), exceptions_(std::make_shared<detail::exceptions>()) {}
  /* The context, lent. */
  hwgen_context *get() const { return context_; }

  /* Calls any function of hwgen.h that begins with a context and ends with `out_error`, without these two:
   * c.call(hwgen_context_set_budget, HWGEN_BUDGET_CELLS, 1000). */
  template <class Function, class... Arguments>
  void call(Function entry, Arguments &&...arguments) const {
    const auto kept = exceptions_;  // The context may end in the call.
    kept->call(entry, context_, std::forward<Arguments>(arguments)...);
  }
  /* The same for one that streams a text, without the sink too: c.text(hwgen_type_layout, type). */
  template <class Function, class... Arguments>
  std::string text(Function entry, Arguments &&...arguments) const {
    std::string gathered;
    call(entry, std::forward<Arguments>(arguments)..., detail::gather, &gathered);
    return gathered;
  }

  /* Declares a generator whose body is a function of a `module`. Of the options, `size`, `body`, `user` and `finalizer`
   * are set here. */
  template <class Body>
  hwgen_generator declare(hwgen_generator_options options, Body body) const {
    hwgen_generator generator = {};
    options.size = sizeof options;
    options.body = detail::callback<Body>::build;
    options.user = new detail::callback<Body>{std::move(body), context_, exceptions_};
    options.finalizer = detail::callback<Body>::end;
    call(hwgen_generator_declare, &options, &generator);
    return generator;
  }
  /* The same with a name, a schema and an interface alone, declared where the call stands. */
  template <class Body>
  hwgen_generator declare(const std::string &name, const std::string &parameters, const std::string &interface,
                          Body body, const char *file = __builtin_FILE(), int line = __builtin_LINE()) const {
    hwgen_generator_options options = {};
    options.name = detail::whole(name);
    options.parameters = detail::whole(parameters);
    options.interface = detail::whole(interface);
    options.file = file;
    options.line = line;
    return declare(options, std::move(body));
  }
  /* Declares a hook: a pure function that gives a value as text for arguments as text, a std::vector<std::string>. */
  template <class Function>
  void hook(const std::string &name, Function body) const {
    const char *const called = detail::whole(name);
    call(hwgen_hook_declare, called, detail::callback<Function>::answer,
         new detail::callback<Function>{std::move(body), context_, exceptions_}, detail::callback<Function>::end);
  }
  /* Declares a hook that is called without text: c.function<int64_t(int64_t, bool)>("gates", …). It is pure. */
  template <class Signature, class Function>
  hwgen_function function(const std::string &name, Function body) const {
    const std::string signature = detail::signature<Signature>::text("hook", "hwgen_context *, void *");
    hwgen_function made = {};
    hwgen_function_options options = {};
    options.size = sizeof options;
    options.name = detail::whole(name);
    options.signature = detail::whole(signature);
    options.code = detail::callback<Function>::code(static_cast<Signature *>(nullptr));
    options.user = new detail::callback<Function>{std::move(body), context_, exceptions_};
    options.finalizer = detail::callback<Function>::end;
    call(hwgen_function_declare, &options, &made);
    return made;
  }
  /* A function that gives a parameter or member of a generator, or with "" a circuit of it, for the arguments that it
   * is called with, which go by position: c.closure<int64_t(int64_t, bool)>(adder, "area"). */
  template <class Signature>
  hwgen::closure<Signature> closure(hwgen_generator generator, const std::string &name) const {
    const std::string signature = detail::signature<Signature>::text(name, "");
    hwgen_closure *made = nullptr;
    call(hwgen_closure_create, generator, detail::whole(signature), &made);
    return {made, exceptions_};
  }

  /* The circuit of these arguments, "16, has_ce = true". Runs no body. */
  hwgen_circuit request(hwgen_generator generator, const std::string &arguments, const char *file = __builtin_FILE(),
                        int line = __builtin_LINE()) const {
    hwgen_circuit circuit = {};
    call(hwgen_circuit_request, generator, detail::whole(arguments), file, line, &circuit);
    return circuit;
  }
  /* Runs the bodies below a circuit, and checks the design. */
  void elaborate(hwgen_circuit circuit) const { call(hwgen_circuit_elaborate, circuit); }
  /* The design as Verilog; elaborates it if needed. */
  std::string verilog(hwgen_circuit circuit, const hwgen_verilog_options *options = nullptr) const {
    return text(hwgen_circuit_verilog, circuit, options);
  }
  /* The value of an integer or boolean parameter or member. */
  int64_t integer(hwgen_circuit circuit, const std::string &name) const {
    int64_t value = 0;
    call(hwgen_circuit_integer, circuit, detail::whole(name), &value);
    return value;
  }
  /* A type from its text, "UInt(8)". */
  hwgen_type type(const std::string &source) const {
    hwgen_type parsed = {};
    call(hwgen_type_parse, detail::whole(source), &parsed);
    return parsed;
  }
  /* A module without a generator, to be finished. */
  hwgen::module module(const std::string &name, const std::string &interface, const char *file = __builtin_FILE(),
                       int line = __builtin_LINE()) const {
    hwgen_module *made = nullptr;
    call(hwgen_module_create, detail::whole(name), detail::whole(interface), file, line, &made);
    return {made, exceptions_};
  }
  /* The warnings and notes so far, which are then forgotten. */
  error take_warnings() const { return error(hwgen_context_take_warnings(context_)); }

 protected:
  /* The context, or NULL when it was closed or moved from: each call then throws HW9001. */
  hwgen_context *context_;

 private:
  friend class hwgen::module;
  context_ref(hwgen_context *context, detail::kept exceptions)
      : context_(context), exceptions_(std::move(exceptions)) {}
  detail::kept exceptions_;
};

/* Owns a context: all that is made in it ends with it. */
class context : public context_ref {
 public:
  /* A new context. Throws std::runtime_error if the library is not the one of this header. */
  context() : context_ref(nullptr) {
    if (hwgen_abi() != HWGEN_ABI) throw std::runtime_error("hwgen.h and the library have different ABIs");
    context_ = hwgen_context_create();
  }
  /* The other context is then as if it had been closed. */
  context(context &&other) noexcept : context_ref(other) { other.context_ = nullptr; }
  context &operator=(context &&other) noexcept {
    context moved(std::move(other));
    std::swap<context_ref>(*this, moved);
    return *this;
  }
  ~context() { close(); }
  /* Ends the context; in one of its callbacks, when the call that runs returns. */
  void close() noexcept { hwgen_context_destroy(std::exchange(context_, nullptr)); }
};

template <class Function>
hwgen_status detail::callback<Function>::build(hwgen_module *module, void *user, uint64_t *out_token) noexcept {
  auto &self = *static_cast<callback *>(user);
  return self.guarded(out_token, [&] { self.function(hwgen::module(module, self.kept)); });
}

inline context_ref module::context() const { return {hwgen_module_context(module_), exceptions_}; }

}  // namespace hwgen

#endif

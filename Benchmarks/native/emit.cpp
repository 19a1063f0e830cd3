// The floor of FlatLogic: builds the graph in memory and writes its Verilog with nothing in between.
//
//   emit SIZE OUT.v
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

struct Operation {
  uint32_t op, i, j;
};

static char *append(char *p, const char *text) {
  size_t n = strlen(text);
  memcpy(p, text, n);
  return p + n;
}

static char *append(char *p, uint32_t number) {
  char digits[10];
  int n = 0;
  do digits[n++] = static_cast<char>('0' + number % 10);
  while (number /= 10);
  while (n) *p++ = digits[--n];
  return p;
}

// v[0] is a, v[1] is b, v[t] is w<t - 2>.
static char *appendValue(char *p, uint32_t t) {
  return t < 2 ? append(p, t ? "b" : "a") : append(append(p, "w"), t - 2);
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  const uint32_t n = static_cast<uint32_t>(atoi(argv[1]));
  static const uint32_t kinds[] = {0, 1, 0, 1, 2};
  std::vector<Operation> operations(n);
  uint64_t r = 12345;
  for (uint32_t t = 2; t < n + 2; t++) {
    r = (r * 1103515245 + 12345) & 0x7fffffff;
    const uint32_t window = t - 1 < 63 ? t - 1 : 63;
    operations[t - 2] = {kinds[(r >> 8) % 5], t - 1, static_cast<uint32_t>(t - 2 - (r >> 16) % window)};
  }

  std::vector<char> text(static_cast<size_t>(n) * 56 + 256);
  char *p = append(text.data(), "module Flat(input [31:0] a, input [31:0] b, output [31:0] y);\n");
  for (uint32_t k = 0; k < n; k++) {
    static const char *const symbols[] = {" ^ ", " + ", " & "};
    p = append(append(append(p, "  wire [31:0] w"), k), " = ");
    p = append(appendValue(p, operations[k].i), symbols[operations[k].op]);
    p = append(appendValue(p, operations[k].j), ";\n");
  }
  p = append(append(append(p, "  assign y = w"), n - 1), ";\nendmodule\n");
  FILE *out = fopen(argv[2], "w");
  if (!out) return 1;
  const size_t bytes = static_cast<size_t>(p - text.data());
  const bool written = fwrite(text.data(), 1, bytes, out) == bytes;
  return fclose(out) || !written;
}

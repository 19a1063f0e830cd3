"""What is printed is what an engineer would have written: yosys proves golden modules equal to references of our own.

The references are written by hand, from what the design is to do, and not from what is printed. Every golden case has
one. The golden text is the Verilog profile; what the same case prints in the SystemVerilog profile is proven too.

Two proofs are made. `equiv_induct` shows that circuits that agree go on agreeing, and says nothing of how they start.
For what has registers, `sat -tempinduct` of both side by side shows that they agree from the first cycle on. For each
reference there is a mistake, and each proof is seen to refuse it.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
GOLDEN = HERE.parent / "Golden"
os.environ.setdefault("HWGEN_LIBRARY", str(ROOT / "build" / "lib" / "libhwgen.so"))


ADD = """
module Add_16_true (input [15:0] I0, I1, output [15:0] O, input CE);
  wire [17:0] sum = I0 + I1 + CE;
  assign O = sum[15:0];
endmodule
"""

CREDITS = """
module Credits (
  input clk, rst, take, give, input [1:0] kind, input [5:0] offset, input [15:0] data, input [79:0] wide,
  output reg [3:0] count);
  always @(posedge clk)
    if (rst) count <= 0;
    else if (give && !take && count != 9) count <= count + 1;
    else if (take && !give) count <= count - 1;
endmodule
"""

ELEMENT = """
module Element_8_32 (
  input clk, rst, input [7:0] a, b, input drain, input [31:0] c,
  output reg [7:0] a_out, b_out, output reg [31:0] c_out);
  always @(posedge clk)
    if (rst) {a_out, b_out, c_out} <= 48'd0;
    else begin
      a_out <= a;
      b_out <= b;
      if (drain) c_out <= c;
      else c_out <= c_out + a * b;
    end
endmodule
"""

REGISTERS = """
module Registers (
  input clk, rst, arst, en, input [7:0] d,
  output reg [7:0] plain, held, synchronous, asynchronous, started, all);
  initial started = 251;
  initial all = 250;
  always @(posedge clk) plain <= plain + d;
  always @(posedge clk) held <= en ? held + d : held;
  always @(posedge clk) synchronous <= rst ? 8'd20 : synchronous + d;
  always @(posedge clk or posedge arst)
    if (arst) asynchronous <= 30;
    else asynchronous <= asynchronous + d;
  always @(posedge clk) started <= started + d;
  always @(posedge clk)
    if (rst) all <= 50;
    else if (en) all <= all + d;
endmodule
"""

CLOCKS = """
module Clocks (
  input clk_a, clk_b, arst_n, rst_n, d, en, input [7:0] x, output q, fall, slow, output [7:0] sum,
  output reg [7:0] word);
  reg [7:0] ram [0:1];
  reg a, half, first, second, fell;
  reg clock_enable = 0, slow_r = 0;
  reg [7:0] total = 0;
  wire gated = clk_a && clock_enable;
  assign q = second, fall = fell, slow = slow_r, sum = total;
  always @(posedge clk_a or negedge arst_n)
    if (!arst_n) {a, half} <= 2'b00;
    else {a, half} <= {d, !half};
  always @(negedge clk_a or negedge arst_n)
    if (!arst_n) fell <= 1'b1;
    else fell <= a;
  always @(negedge clk_a) clock_enable <= en;
  always @(posedge gated) total <= total + x;
  always @(posedge half) slow_r <= !slow_r;
  always @(posedge clk_b) {first, second} <= rst_n ? {a, first} : 2'b01;
  always @(posedge clk_a) ram[a] <= x;
  always @(posedge clk_b) word <= ram[second];
endmodule
"""

LINK = """
module Deassert (input clk, input arst, output rst);
  reg stage_1, stage_2;
  assign rst = stage_2;
  always @(posedge clk or posedge arst)
    if (arst) {stage_2, stage_1} <= 2'b11;
    else {stage_2, stage_1} <= {stage_1, 1'b0};
endmodule
module Pair (input clk, input [2:0] d, output [2:0] q);
  reg [2:0] stage_1 = 0, stage_2 = 0;
  assign q = stage_2;
  always @(posedge clk) {stage_2, stage_1} <= {stage_1, d};
endmodule
module Crossing (
  input w_clk, w_rst, w_valid, input [7:0] w_data, output w_ready,
  input r_clk, r_rst, r_ready, output r_valid, output [7:0] r_data);
  reg [7:0] words [0:3];
  reg [2:0] w_pointer, w_gray, r_pointer, r_gray;
  wire [2:0] seen_read, seen_written;
  wire [2:0] w_next = w_valid && w_ready ? w_pointer + 1 : w_pointer;
  wire [2:0] r_next = r_valid && r_ready ? r_pointer + 1 : r_pointer;
  assign w_ready = !(w_gray[2] != seen_read[2] && w_gray[1] != seen_read[1] && w_gray[0] == seen_read[0]);
  assign r_valid = r_gray != seen_written;
  assign r_data = words[r_pointer[1:0]];
  Pair read_to_write (w_clk, r_gray, seen_read);
  Pair write_to_read (r_clk, w_gray, seen_written);
  always @(posedge w_clk) if (w_valid && w_ready) words[w_pointer[1:0]] <= w_data;
  always @(posedge w_clk or posedge w_rst)
    if (w_rst) {w_pointer, w_gray} <= 0;
    else {w_pointer, w_gray} <= {w_next, w_next[2], w_next[2] ^ w_next[1], w_next[1] ^ w_next[0]};
  always @(posedge r_clk or posedge r_rst)
    if (r_rst) {r_pointer, r_gray} <= 0;
    else {r_pointer, r_gray} <= {r_next, r_next[2], r_next[2] ^ r_next[1], r_next[1] ^ r_next[0]};
endmodule
module Ten (input clk, rst, enable, output [3:0] count);
  reg [3:0] value;
  assign count = value;
  always @(posedge clk or posedge rst)
    if (rst) value <= 0;
    else if (enable) value <= value < 9 || value > 9 ? value + 1 : 0;
endmodule
module Link (
  input clk_a, clk_b, arst, valid, input [7:0] data, output ready, taken, output [7:0] word, output [3:0] count);
  wire rst_a, rst_b;
  Deassert reset_a (clk_a, arst, rst_a);
  Deassert reset_b (clk_b, arst, rst_b);
  Crossing fifo (clk_a, rst_a, valid, data, ready, clk_b, rst_b, taken, taken, word);
  Ten counter (clk_b, rst_b, taken, count);
endmodule
"""

TREE = """
module Tree_5 (input [7:0] x_0, x_1, x_2, x_3, x_4, output [10:0] y);
  assign y = x_0 + x_1 + x_2 + x_3 + x_4;
endmodule
"""

KINDS = """
module Kinds_0syt7pfqrh (input [7:0] x, input enable, output [8:0] y, output [7:0] z, output [6:0] w);
  // taps 1 + 2 + 3, and one more in mode fast, are seven bits; half of seven, three taps and the number five
  assign y = 7 / 2 + 3 + 5;
  // gain 3, and squares[taps[1]]
  assign z = (enable ? 8'd255 - x : x) + 3 + 2 * 2;
  assign w = 8'd255 - x;
endmodule
"""

PARTIAL = """
module Partial (input clk, input [7:0] a, b, output reg [7:0] y, output [11:0] z);
  reg [7:0] parts;
  integer i;
  always @(posedge clk) parts <= {a[3:0], b[7:6], a[1:0]};
  always @* for (i = 0; i < 8; i = i + 1) y[i] = parts[7 - i];
  assign z = {a[7:2], b[5:0]};
endmodule
"""

MEMORY = """
module Memories (
  input clk, other, we, re, clear, input [3:0] mask, input [3:0] wa, input [5:0] ra, input [7:0] d, input [3:0] n,
  output reg [7:0] old_word, new_word, elsewhere, output [7:0] now, square, output reg [15:0] sample);
  reg [7:0] ram [0:9];
  wire [7:0] m = {{2{mask[3]}}, {2{mask[2]}}, {2{mask[1]}}, {2{mask[0]}}};
  wire [7:0] kept = wa > 9 ? 8'd0 : ram[wa];
  wire [7:0] written = (kept & ~m) | (d & m);
  assign now = ra > 9 ? 8'd0 : ram[ra];
  always @(posedge clk) begin
    if (we && wa <= 9) ram[wa] <= written;
    if (clear) ram[5] <= 0;
  end
  always @(posedge clk) if (re) old_word <= now;
  always @(posedge clk)
    if (re) begin
      new_word <= now;
      if (we && ra == wa && wa <= 9) new_word <= written;
      if (clear && ra == 5) new_word <= 0;
    end
  always @(posedge other) elsewhere <= kept;
  assign square = n < 8 ? n * n : 0;
  always @(posedge other)
    case (n)
      1, 3: sample <= 16'h5a82;
      2: sample <= 16'h7fff;
      5, 7: sample <= 16'ha57e;
      6: sample <= 16'h8001;
      default: sample <= 0;
    endcase
endmodule
"""

SINGLE_PORT = """
module Scratch (
  input clk, en, we, input [1:0] mask, input [2:0] a, input [7:0] d, input [1:0] n,
  output reg [7:0] old_word, new_word, output reg [3:0] gain, output [2:0] mode,
  output reg [3:0] preset_gain, output reg [2:0] preset_mode);
  reg [7:0] narrow [0:5], whole [0:7];
  wire [7:0] kept = a < 6 ? narrow[a] : 8'd0;
  integer i;
  initial begin
    for (i = 2; i < 8; i = i + 1) whole[i] = 0;
    whole[0] = 7;
    whole[1] = -1;
  end
  always @(posedge clk) begin
    if (en) old_word <= kept;
    if (en && we && a < 6) narrow[a] <= {mask[1] ? d[7:4] : kept[7:4], mask[0] ? d[3:0] : kept[3:0]};
    if (we) whole[a] <= d;
    new_word <= whole[a];
    if (we) new_word <= d;
    // In quarters: 1, -2, 1/4, -3/4.
    preset_gain <= n == 0 ? 4 : n == 1 ? -2 : 0;
    preset_mode <= n == 0 ? 1 : n == 1 ? 4 : 0;
  end
  always @* case (n)
    0: gain = 4;
    1: gain = -8;
    2: gain = 1;
    3: gain = -3;
  endcase
  assign mode = n == 1 ? 1 : n == 2 ? 4 : 2;
endmodule
"""

PORTS = """
module Ports_2_true (
  input [3:0] lane_0, input [4:0] lane_1, input [7:0] p_a, input p_b_c, input [2:0] p_b_d, input [15:0] v, input en,
  output [7:0] q_s, output q_t, output [7:0] w, output reg [7:0] z);
  assign q_s = 8'hff ^ p_a;
  assign q_t = p_b_c != (p_b_d[0] ^ p_b_d[1] ^ p_b_d[2]);
  assign w[3:0] = v >> 12;
  assign w[7:4] = v[15:0] + (v >> 4) + (v >> 8);
  always @* begin
    z = p_a;
    if (en) z = lane_0 + lane_1;
  end
endmodule
"""


def operators() -> str:
    """Every operation with Verilog's own signedness: each sort of number declares its operands and results as it is."""
    ports, statements = [], []
    for sort, sign in (("u", ""), ("s", "signed "), ("b", "")):
        x, y = f"{sort}0", f"{sort}1"
        ports += [f"input {sign}[7:0] {x}, {y}"]
        wanted = {
            "and": (8, f"~(~{x} | ~{y})"),
            "or": (8, f"~(~{x} & ~{y})"),
            "xor": (8, f"({x} | {y}) & ~({x} & {y})"),
            "eq": (1, f"!({x} ^ {y})"),
            "ne": (1, f"|({x} ^ {y})"),
            "not": (8, f"8'hff ^ {x}"),
            "all": (1, f"{x} == 8'hff"),
            "any": (1, f"{x} != 0"),
            "odd": (1, " ^ ".join(f"{x}[{i}]" for i in range(8))),
            "mux": (8, f"({x} & {{8{{c0}}}}) | ({y} & ~{{8{{c0}}}})"),
            "shl": (8, f"{x} * (8'd1 << n)"),
            "shr": (8, f"{x} >>> n"),
            "slice": (3, f"{x} >> 2"),
            "zext": (12, f"$unsigned({x})"),
            "sext": (12, f"$signed({x})"),
            "trunc": (5, x),
        }
        if sort != "b":
            wanted |= {
                "add": (8, f"{x} - ~{y} - 1"),
                "sub": (8, f"{x} + ~{y} + 1"),
                "mul": (16, f"{x} * {y}"),
                "lt": (1, f"!({x} >= {y})"),
                "le": (1, f"!({x} > {y})"),
                "neg": (8, f"~{x} + 1"),
            }
        for name, (width, value) in wanted.items():
            ports.append(f"output {sign}[{width - 1}:0] {sort}_{name}" if width > 1 else f"output {sort}_{name}")
            statements.append(f"assign {sort}_{name} = {value};")
    ports += [
        "input c0, c1",
        "input [2:0] n",
        "output c_and, c_or, c_xor, c_eq, c_ne, c_not, c_all, c_any, c_odd, c_mux",
    ]
    ports += ["output [16:0] concat", "output signed [7:0] negative", "output [79:0] wide"]
    statements += [
        "assign c_and = c0 && c1;",
        "assign c_or = c0 || c1;",
        "assign c_xor = c0 != c1;",
        "assign c_eq = c0 ~^ c1;",
        "assign c_ne = c0 ^ c1;",
        "assign c_not = !c0;",
        "assign {c_all, c_any, c_odd} = {3{c0}};",
        "assign c_mux = (c0 && c0) || (!c0 && c1);",
        "assign concat = (b0 << 9) | (c0 << 8) | u1;",
        "assign negative = -100;",
        "assign wide = (80'h1234 << 64) | (80'h56789abc << 32) | 80'hdef01234;",
    ]
    return f"module Operators ({', '.join(ports)});\n{chr(10).join(statements)}\nendmodule\n"


VALUES = """
module Values (
  input [7:0] a, b, input signed [7:0] x, y, input [2:0] i, input [1:0] s, input [15:0] m, input [2:0] h,
  output [7:0] quotient, output signed [7:0] remainder, output [7:0] tens, output [7:0] chosen, full, output bit_at,
  output [3:0] word, output [2:0] part, output [7:0] marked, masked, output reg [2:0] first, output found,
  output reg [3:0] ones, leading, trailing, output [8:0] total, output signed [8:0] difference,
  output [7:0] least, output signed [7:0] most, output [7:0] magnitude, output reg [7:0] turned,
  output [7:0] left, right, output [15:0] twice
);
  // Long division, a bit in each round: the remainder above, the quotient below.
  function [15:0] divided(input [7:0] n, d);
    integer k;
    reg [8:0] rest;
    begin
      rest = 0;
      divided = 0;
      for (k = 7; k >= 0; k = k - 1) begin
        rest = {rest[7:0], n[k]};
        if (rest >= d) begin
          rest = rest - d;
          divided[k] = 1;
        end
      end
      divided[15:8] = rest;
    end
  endfunction
  wire [15:0] whole = divided(a, b), ten = divided(a, 10);
  wire [15:0] rest = divided(x < 0 ? -x : x, y < 0 ? -y : y);
  assign quotient = b ? whole[7:0] : 0;
  assign remainder = y == 0 ? x : x < 0 ? -rest[15:8] : rest[15:8];
  assign tens = ten[7:0];
  assign chosen = s == 0 ? a : s == 1 ? b : 7;
  assign full = s[1] ? (s[0] ? a - b : a + b) : (s[0] ? b : a);
  assign bit_at = a >> i;
  assign word = m >> (4 * s);
  assign part = a >> i;
  assign marked = h[0] ? a | (1 << i) : a & ~(1 << i);
  assign masked = (h[0] ? a : 0) | (h[1] ? b : 0) | (h[2] ? ~a : 0);
  assign found = a != 0;
  integer k;
  always @* begin
    first = 0;
    ones = 0;
    leading = 8;
    trailing = 8;
    for (k = 0; k < 8; k = k + 1) begin
      ones = ones + a[k];
      if (a[k]) leading = 7 - k;
      turned[k] = a[7 - k];
    end
    for (k = 7; k >= 0; k = k - 1)
      if (a[k]) begin
        trailing = k;
        first = k;
      end
  end
  assign total = a + b;
  assign difference = a - b;
  assign least = a > b ? b : a;
  assign most = x > y ? x : y;
  assign magnitude = x < 0 ? -x : x;
  assign left = {a, a} >> (8 - i);
  assign right = {a, a} >> 3;
  assign twice = a * 16'd257;
endmodule
"""


# Each register by itself, where the design has a state after the other.
BEHAVIOUR = """
module Receiver (
  input clk, rst, rx, input [1:0] mode, output [7:0] data, output valid, busy, output [3:0] level);
  reg [3:0] tick;
  reg [2:0] index, state;
  reg [7:0] shift;
  wire idle = state == 0, start = state == 1, bits = state == 3, stop = state == 2, broken = state == 6;
  wire last = &tick, half = tick == 7;
  assign data = shift;
  assign busy = !idle;
  assign valid = stop & last & rx;
  assign level = mode == 0 ? 1 : mode == 3 ? 12 : rx ? 11 : last ? 5 : 3;
  always @(posedge clk) begin
    shift <= bits & last ? {rx, shift[7:1]} : shift;
    tick <= rst | idle | start & half ? 0 : tick + 1;
    index <= rst | start & half ? 0 : bits & last ? index + 1 : index;
    state <= rst ? 0 : idle ? !rx : start ? (half ? (rx ? 0 : 3) : 1) : bits ? (last & index == 7 ? 2 : 3)
      : stop ? (last ? (rx ? 0 : 6) : 2) : broken & !rx ? 6 : 0;
  end
endmodule
"""


GUARDS = """
module Guards (
  input clk, we, input [1:0] mode, a, input [3:0] d, output [3:0] q, r);
  reg [3:0] ram [0:3];
  wire [3:0] x = mode == 1 && !we ? 5 : d;
  initial begin
    ram[0] = 0;
    ram[1] = 0;
    ram[2] = 0;
    ram[3] = 0;
  end
  assign r = ~x;
  assign q = ram[a];
  always @(posedge clk)
    case (mode)
      0: ram[a] <= d;
      1: if (we) ram[a] <= ~d;
      default: if (we) ram[3] <= x;
    endcase
endmodule
"""


ENUMERATIONS = """
module Sequencer_Mode (
  input clk, rst, input [3:0] command, output [1:0] status_state, output [5:0] status_modes, input [2:0] mode,
  output reg [2:0] last, output [3:0] speed, input [3:0] raw, output known, busy, output reg [1:0] step);
  reg [1:0] state;  // 0 idle, 1 load, 3 run, 2 done
  always @(posedge clk)
    if (rst) begin
      state <= 0;
      last <= 1;
      step <= 0;
    end else begin
      if (state == 0 && command == 5) begin
        state <= 1;
        last <= mode;
      end
      if (state == 1) begin
        state <= 3;
        step <= 0;
      end
      if (state == 3) begin
        step <= step + 1;
        if (command == 9 || step == 3) state <= 2;
      end
      if (state == 2) state <= 0;
    end
  assign status_state = state;
  assign status_modes = {mode, last};
  assign speed = last == 1 ? 1 : last == 2 ? 4 : 9;
  assign known = state == 0 ? raw == 0 : raw == 9;
  assign busy = state[0];
endmodule
"""


UNIONS = """
module Scaler (
  input clk, rst, input [13:0] packet, output [13:0] out, output [25:0] status, output is_raw,
  output signed [20:0] product, output [4:0] rounded, output [2:0] clipped, output [12:0] total, output loud);
  reg [7:0] gain;
  reg signed [11:0] level;
  reg [13:0] last;
  wire [1:0] tag = packet[13:12];  // 0 sample, 1 raw, 2 gain, 3 sync
  always @(posedge clk)
    if (rst) begin
      gain <= 48;
      level <= -384;
      last <= {2'd1, 12'd5};
    end else begin
      last <= packet;
      if (tag == 0) level <= packet[11:0];
      if (tag == 2) gain <= packet[7:0];
    end
  wire [11:0] less = packet[11:0] - 64;
  wire [11:0] more = packet[11:0] + 1;
  assign out = tag == 0 ? {2'd0, less} : tag == 1 ? {2'd1, more} : tag == 2 ? {2'd2, 4'd0, gain} : last;
  assign status = {level, level < -512, level, last[13:12] == 2'd3};
  assign is_raw = tag == 1;
  assign product = level * $signed({1'b0, gain});
  // Quarters, a tie to the even one.
  wire signed [20:0] down = product >>> 12;
  wire [11:0] rest = product[11:0];
  wire signed [20:0] near = down + (rest > 2048 || rest == 2048 && down[0]);
  assign rounded = near > 15 ? 15 : near < -16 ? -16 : near;
  wire signed [11:0] whole = level / 256;
  assign clipped = whole < 0 ? 0 : whole;
  assign total = {level[11], level} * 2;
  assign loud = level > 512;
endmodule
"""


JOINS = """
module Joins (
  input [3:0] i_data_lo, i_data_hi, input i_valid, output i_ready, output [3:0] o_data_lo, o_data_hi, output o_valid,
  input o_ready, input [3:0] lanes_0_x, output lanes_0_y, input [3:0] lanes_1_x, output lanes_1_y,
  input [3:0] point_lo, point_hi, output [3:0] swapped_lo, swapped_hi, input go, output [3:0] total, first_total);
  assign {o_data_lo, o_data_hi, o_valid} = {i_data_lo, i_data_hi, i_valid}, i_ready = o_ready;
  assign lanes_0_y = lanes_0_x != 0, lanes_1_y = lanes_1_x != 0;
  assign swapped_lo = point_hi, swapped_hi = point_lo;
  assign total = point_lo + point_hi, first_total = i_data_lo + i_data_hi;
endmodule
"""

RELAXED = """
module Relaxed (
  input clk, we, input [1:0] s, input [3:0] a, input [8:0] b, input [5:0] c, input signed [2:0] x, input signed [7:0] y,
  input [1:0] p, input [4:0] q, output [8:0] sum, output [5:0] low, output signed [11:0] difference,
  output [4:0] merged, output is_less, same, output reg [8:0] chosen, output [8:0] either, output signed [7:0] least,
  output [7:0] word, output [8:0] strict);
  reg [5:0] words [0:3];
  integer k;
  initial for (k = 0; k < 4; k = k + 1) words[k] = 0;
  // The difference wraps at the width of the wider operand, and is then extended.
  wire signed [7:0] wrapped = x - y;
  assign sum = a + b, low = a + b, strict = a + b, difference = wrapped, merged = p | q;
  assign is_less = x < y, same = a == b, least = x < y ? x : y, either = we ? a : b, word = words[s];
  always @* case (s) 0: chosen = a; 1: chosen = b; default: chosen = c; endcase
  always @(posedge clk) words[s] <= b;
endmodule
"""

MIXER = """
module Mixer(input clk, en, input [7:0] x, output [7:0] y, z, held, word);
  wire [7:0] more = x + 1;
  wire [7:0] mixed = {more[4:0], more[7:5]} & (x << 1 ^ 8'h5a);
  assign y = mixed ^ x;
  wire [7:0] sum = mixed + x;
  assign z = sum ^ sum >> 1;
  reg [7:0] keeper_q = 5;
  assign held = keeper_q;
  reg [1:0] seen;
  reg [7:0] words [0:3];
  assign word = words[x[1:0]];
  always @(posedge clk) begin
    if (en) keeper_q <= x;
    if (en) words[seen] <= x;
    seen <= x[1:0];
  end
endmodule
"""


TAGGER = """
module Tagger(input [1:0] kind, input [7:0] word, output [9:0] packet);
  assign packet = kind == 1 ? {2'd0, word} : kind == 2 ? {8'd64, kind} : 10'd512;
endmodule
"""


LATE = """
module Smooth (
  input clk, rst, input [11:0] x, y, input [2:0] n, input go, output [12:0] sum, output [23:0] product,
  output [11:0] moved, output [3:0] low, output [15:0] packed_bits, output [11:0] least, output parity,
  output reg [11:0] held, output reg [14:0] total, output below, output reg [9:0] fixed, output fixed_below);
  assign sum = x + y, product = x * y, moved = x << n ^ ~y, low = x % 16, packed_bits = {y, low};
  assign least = y < x ? y : x, parity = ^(y & x), below = go && total[14], fixed_below = go || fixed[9];
  always @(posedge clk)
    if (rst) {held, total, fixed} <= {12'd1, 15'd0, 10'd0};
    else begin
      if (go) held <= x != y ? x : y - 3;
      total <= go ? 15'd32767 : total + x;
      fixed <= fixed + {y[7], y[7], y[7:0]};
    end
endmodule
"""


STAGES = """
module Lanes_Scale_twice_true (input [7:0] a, output [7:0] b, c, output [3:0] d);
  assign b = a * 6, c = ~a * 6, d = a * 3;
endmodule
"""


INFERENCE = """
module Inference (
  input clk, input [23:0] x, y, input c, input [7:0] a, input [8:0] b, input [9:0] d,
  output [23:0] sum, more, output [7:0] parity, output reg [8:0] held);
  assign sum = y + x, more = x + y + c, parity = a ^ b ^ d;
  always @(posedge clk) held <= c ? b : held;
endmodule
"""


class Case(NamedTuple):
    golden: str
    module: str
    reference: str
    right: str
    wrong: str
    """What the reference with a mistake says instead of `right`."""
    has_registers: bool = False

    @property
    def mistaken(self) -> str:
        assert self.reference.count(self.right) >= 1
        return self.reference.replace(self.right, self.wrong, 1)


CASES = [
    Case("add", "Add_16_true", ADD, "+ CE", "- CE"),
    Case("adder_tree", "Tree_5", TREE, "x_4;", "x_3;"),
    # Without initial values the two start apart, until a reset.
    Case("behaviour", "Receiver", BEHAVIOUR, "index == 7", "index == 6"),
    Case("enumerations", "Sequencer_Mode", ENUMERATIONS, "raw == 9", "raw == 5"),
    Case("package", "Tagger", TAGGER, "8'd64", "8'd65"),
    Case("external", "Mixer", MIXER, "8'h5a", "8'h5b"),
    Case("checks", "Credits", CREDITS, "count != 9", "count != 8"),
    Case("late", "Smooth", LATE, "y - 3", "y - 2", True),
    Case("guards", "Guards", GUARDS, "mode == 1 && !we", "mode == 1"),
    Case("joins", "Joins", JOINS, "i_ready = o_ready", "i_ready = i_valid"),
    Case("kinds", "Kinds_0syt7pfqrh", KINDS, "2 * 2", "2 + 3"),
    # How it starts is simulated in test_memory.py: for the words of a memory the second proof takes minutes.
    Case("memory", "Memories", MEMORY, "~m", "m"),
    Case("clocks", "Clocks", CLOCKS, "total + x", "total - x"),
    Case("library", "Link", LINK, "value + 1 : 0", "value + 2 : 0"),
    Case("operators", "Operators", operators(), "s0 >>> n", "s0 >> n"),
    Case("partial", "Partial", PARTIAL, "b[7:6], a[1:0]", "b[7:6], b[1:0]", True),
    Case("ports", "Ports_2_true", PORTS, "lane_0 + lane_1", "lane_0 - lane_1"),
    Case("registers", "Registers", REGISTERS, "8'd20", "8'd21", True),
    Case("relaxed", "Relaxed", RELAXED, "wrapped = x - y", "wrapped = y - x"),
    Case("single_port", "Scratch", SINGLE_PORT, "new_word <= d", "new_word <= ~d"),
    Case("unions", "Scaler", UNIONS, "&& down[0]", "&& !down[0]"),
    Case("values", "Values", VALUES, "y == 0 ? x", "y == 0 ? 0"),
    Case("stages", "Lanes_Scale_twice_true", STAGES, "b = a * 6", "b = a * 5"),
    Case("inference", "Inference", INFERENCE, "a ^ b ^ d", "a ^ b"),
    Case("systolic", "Element_8_32", ELEMENT, "if (drain)", "if (!drain)", True),
]

each_case = pytest.mark.parametrize("case", CASES, ids=[case.module for case in CASES])


def prepared(printed: Path, module: str, reference: Path) -> str:
    sv = "-sv" if printed.suffix == ".sv" else ""
    source = Path(__file__).parent / "data" / f"{printed.stem}.v"
    beside = f"read_verilog {source}; " if source.exists() else ""
    return f"""
        read_verilog {reference}; prep -flatten -nordff -top {module}; memory_map; opt_clean; design -stash reference
        {beside}read_verilog {sv} {printed}
        prep -flatten -nordff -top {module}; memory_map; opt_clean; design -stash printed
        design -copy-from reference -as reference {module}
        design -copy-from printed -as printed {module}
        async2sync
    """


def yosys(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["yosys", "-q", "-p", script], capture_output=True, text=True, timeout=60)


def stays_equal(printed: Path, module: str, reference: Path) -> subprocess.CompletedProcess[str]:
    """The proof that the two agree for ever if they agree for some cycles; without registers, that they agree."""
    return yosys(f"""
        {prepared(printed, module, reference)}
        equiv_make reference printed both; prep -flatten -top both
        equiv_simple -undef; equiv_induct -undef; equiv_status -assert
    """)


def is_equal_from_the_start(printed: Path, module: str, reference: Path) -> subprocess.CompletedProcess[str]:
    """The proof by induction from the initial values; where the reference has none and says x, anything will do."""
    return yosys(f"""
        {prepared(printed, module, reference)}
        miter -equiv -flatten -ignore_gold_x reference printed both; prep -flatten -top both
        sat -verify -tempinduct -maxsteps 20 -enable_undef -set-init-undef -set-def-inputs -prove trigger 0 both
    """)


PROOFS = {"equiv": stays_equal, "sat": is_equal_from_the_start}


def complaint(proof: str, done: subprocess.CompletedProcess[str]) -> str:
    """Why the proof failed; a script that could not be run is no refusal."""
    said = done.stdout + done.stderr
    sign = "unproven $equiv cells" if proof == "equiv" else "proof did fail"
    assert done.returncode == 0 or sign in said, said
    return "" if done.returncode == 0 else said


def proofs(case: Case) -> list[str]:
    return ["equiv", "sat"] if case.has_registers else ["equiv"]


def test_every_golden_case_has_a_reference():
    assert {case.golden for case in CASES} == {path.stem for path in GOLDEN.glob("*.*v")}


@each_case
def test_a_printed_module_is_proven_equal_to_a_reference(case, tmp_path):
    reference = tmp_path / "reference.v"
    reference.write_text(case.reference)
    for printed in GOLDEN.glob(f"{case.golden}.*v"):
        for proof in proofs(case):
            assert not complaint(proof, PROOFS[proof](printed, case.module, reference)), printed.name


@each_case
def test_a_reference_with_a_mistake_is_not_proven(case, tmp_path):
    reference = tmp_path / "reference.v"
    reference.write_text(case.mistaken)
    for proof in proofs(case):
        assert complaint(proof, PROOFS[proof](GOLDEN / f"{case.golden}.v", case.module, reference)), proof


def test_an_initial_value_that_differs_is_not_proven(tmp_path):
    reference = tmp_path / "reference.v"
    reference.write_text(REGISTERS.replace("started = 251", "started = 250"))
    done = is_equal_from_the_start(GOLDEN / "registers.v", "Registers", reference)
    assert complaint("sat", done)

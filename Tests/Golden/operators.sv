module Operators (
  input logic [7:0] u0,
  input logic [7:0] u1,
  input logic [7:0] s0,
  input logic [7:0] s1,
  input logic [7:0] b0,
  input logic [7:0] b1,
  input logic c0,
  input logic c1,
  input logic [2:0] n,
  output logic [7:0] u_and,
  output logic [7:0] u_or,
  output logic [7:0] u_xor,
  output logic u_eq,
  output logic u_ne,
  output logic [7:0] u_not,
  output logic u_all,
  output logic u_any,
  output logic u_odd,
  output logic [7:0] u_mux,
  output logic [7:0] u_shl,
  output logic [7:0] u_shr,
  output logic [2:0] u_slice,
  output logic [11:0] u_zext,
  output logic [11:0] u_sext,
  output logic [4:0] u_trunc,
  output logic [7:0] u_add,
  output logic [7:0] u_sub,
  output logic [15:0] u_mul,
  output logic u_lt,
  output logic u_le,
  output logic [7:0] u_neg,
  output logic [7:0] s_and,
  output logic [7:0] s_or,
  output logic [7:0] s_xor,
  output logic s_eq,
  output logic s_ne,
  output logic [7:0] s_not,
  output logic s_all,
  output logic s_any,
  output logic s_odd,
  output logic [7:0] s_mux,
  output logic [7:0] s_shl,
  output logic [7:0] s_shr,
  output logic [2:0] s_slice,
  output logic [11:0] s_zext,
  output logic [11:0] s_sext,
  output logic [4:0] s_trunc,
  output logic [7:0] s_add,
  output logic [7:0] s_sub,
  output logic [15:0] s_mul,
  output logic s_lt,
  output logic s_le,
  output logic [7:0] s_neg,
  output logic [7:0] b_and,
  output logic [7:0] b_or,
  output logic [7:0] b_xor,
  output logic b_eq,
  output logic b_ne,
  output logic [7:0] b_not,
  output logic b_all,
  output logic b_any,
  output logic b_odd,
  output logic [7:0] b_mux,
  output logic [7:0] b_shl,
  output logic [7:0] b_shr,
  output logic [2:0] b_slice,
  output logic [11:0] b_zext,
  output logic [11:0] b_sext,
  output logic [4:0] b_trunc,
  output logic c_and,
  output logic c_or,
  output logic c_xor,
  output logic c_eq,
  output logic c_ne,
  output logic c_not,
  output logic c_all,
  output logic c_any,
  output logic c_odd,
  output logic c_mux,
  output logic [16:0] concat,
  output logic [7:0] negative,
  output logic [79:0] wide
);
  assign u_and = u0 & u1;
  assign u_or = u0 | u1;
  assign u_xor = u0 ^ u1;
  assign u_eq = u0 == u1;
  assign u_ne = u0 != u1;
  assign u_not = ~u0;
  assign u_all = &u0;
  assign u_any = |u0;
  assign u_odd = ^u0;
  assign u_mux = c0 ? u0 : u1;
  assign u_shl = u0 << n;
  assign u_shr = u0 >> n;
  assign u_slice = u0[4:2];
  assign u_zext = {4'b0, u0};
  assign u_sext = {{4{u0[7]}}, u0};
  assign u_trunc = u0[4:0];
  assign u_add = u0 + u1;
  assign u_sub = u0 - u1;
  assign u_mul = {8'b0, u0} * {8'b0, u1};
  assign u_lt = u0 < u1;
  assign u_le = u0 <= u1;
  assign u_neg = -u0;
  assign s_and = s0 & s1;
  assign s_or = s0 | s1;
  assign s_xor = s0 ^ s1;
  assign s_eq = s0 == s1;
  assign s_ne = s0 != s1;
  assign s_not = ~s0;
  assign s_all = &s0;
  assign s_any = |s0;
  assign s_odd = ^s0;
  assign s_mux = c0 ? s0 : s1;
  assign s_shl = s0 << n;
  assign s_shr = {$signed(s0) >>> n};
  assign s_slice = s0[4:2];
  assign s_zext = {4'b0, s0};
  assign s_sext = {{4{s0[7]}}, s0};
  assign s_trunc = s0[4:0];
  assign s_add = s0 + s1;
  assign s_sub = s0 - s1;
  assign s_mul = {$signed({{8{s0[7]}}, s0}) * $signed({{8{s1[7]}}, s1})};
  assign s_lt = $signed(s0) < $signed(s1);
  assign s_le = $signed(s0) <= $signed(s1);
  assign s_neg = -s0;
  assign b_and = b0 & b1;
  assign b_or = b0 | b1;
  assign b_xor = b0 ^ b1;
  assign b_eq = b0 == b1;
  assign b_ne = b0 != b1;
  assign b_not = ~b0;
  assign b_all = &b0;
  assign b_any = |b0;
  assign b_odd = ^b0;
  assign b_mux = c0 ? b0 : b1;
  assign b_shl = b0 << n;
  assign b_shr = b0 >> n;
  assign b_slice = b0[4:2];
  assign b_zext = {4'b0, b0};
  assign b_sext = {{4{b0[7]}}, b0};
  assign b_trunc = b0[4:0];
  assign c_and = c0 & c1;
  assign c_or = c0 | c1;
  assign c_xor = c0 ^ c1;
  assign c_eq = c0 == c1;
  assign c_ne = c0 != c1;
  assign c_not = ~c0;
  assign c_all = c0;
  assign c_any = c0;
  assign c_odd = c0;
  assign c_mux = c0 ? c0 : c1;
  assign concat = {b0, c0, u1};
  assign negative = -8'd100;
  assign wide = 80'h123456789abcdef01234;
endmodule

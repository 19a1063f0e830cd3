module Operators (
  input wire [7:0] u0,
  input wire [7:0] u1,
  input wire [7:0] s0,
  input wire [7:0] s1,
  input wire [7:0] b0,
  input wire [7:0] b1,
  input wire c0,
  input wire c1,
  input wire [2:0] n,
  output wire [7:0] u_and,
  output wire [7:0] u_or,
  output wire [7:0] u_xor,
  output wire u_eq,
  output wire u_ne,
  output wire [7:0] u_not,
  output wire u_all,
  output wire u_any,
  output wire u_odd,
  output wire [7:0] u_mux,
  output wire [7:0] u_shl,
  output wire [7:0] u_shr,
  output wire [2:0] u_slice,
  output wire [11:0] u_zext,
  output wire [11:0] u_sext,
  output wire [4:0] u_trunc,
  output wire [7:0] u_add,
  output wire [7:0] u_sub,
  output wire [15:0] u_mul,
  output wire u_lt,
  output wire u_le,
  output wire [7:0] u_neg,
  output wire [7:0] s_and,
  output wire [7:0] s_or,
  output wire [7:0] s_xor,
  output wire s_eq,
  output wire s_ne,
  output wire [7:0] s_not,
  output wire s_all,
  output wire s_any,
  output wire s_odd,
  output wire [7:0] s_mux,
  output wire [7:0] s_shl,
  output wire [7:0] s_shr,
  output wire [2:0] s_slice,
  output wire [11:0] s_zext,
  output wire [11:0] s_sext,
  output wire [4:0] s_trunc,
  output wire [7:0] s_add,
  output wire [7:0] s_sub,
  output wire [15:0] s_mul,
  output wire s_lt,
  output wire s_le,
  output wire [7:0] s_neg,
  output wire [7:0] b_and,
  output wire [7:0] b_or,
  output wire [7:0] b_xor,
  output wire b_eq,
  output wire b_ne,
  output wire [7:0] b_not,
  output wire b_all,
  output wire b_any,
  output wire b_odd,
  output wire [7:0] b_mux,
  output wire [7:0] b_shl,
  output wire [7:0] b_shr,
  output wire [2:0] b_slice,
  output wire [11:0] b_zext,
  output wire [11:0] b_sext,
  output wire [4:0] b_trunc,
  output wire c_and,
  output wire c_or,
  output wire c_xor,
  output wire c_eq,
  output wire c_ne,
  output wire c_not,
  output wire c_all,
  output wire c_any,
  output wire c_odd,
  output wire c_mux,
  output wire [16:0] concat,
  output wire [7:0] negative,
  output wire [79:0] wide
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

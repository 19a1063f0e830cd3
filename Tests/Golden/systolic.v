module Systolic_8 (
  input wire clk,
  input wire rst,
  input wire [63:0] a,
  input wire [63:0] b,
  input wire drain,
  output wire [255:0] c
);
  wire [7:0] pe_0_0_a_out;
  wire [7:0] pe_0_0_b_out;
  wire [31:0] pe_0_0_c_out;
  wire [7:0] pe_0_1_a_out;
  wire [7:0] pe_0_1_b_out;
  wire [31:0] pe_0_1_c_out;
  wire [7:0] pe_0_2_a_out;
  wire [7:0] pe_0_2_b_out;
  wire [31:0] pe_0_2_c_out;
  wire [7:0] pe_0_3_a_out;
  wire [7:0] pe_0_3_b_out;
  wire [31:0] pe_0_3_c_out;
  wire [7:0] pe_0_4_a_out;
  wire [7:0] pe_0_4_b_out;
  wire [31:0] pe_0_4_c_out;
  wire [7:0] pe_0_5_a_out;
  wire [7:0] pe_0_5_b_out;
  wire [31:0] pe_0_5_c_out;
  wire [7:0] pe_0_6_a_out;
  wire [7:0] pe_0_6_b_out;
  wire [31:0] pe_0_6_c_out;
  wire [7:0] pe_0_7_b_out;
  wire [31:0] pe_0_7_c_out;
  wire [7:0] pe_1_0_a_out;
  wire [7:0] pe_1_0_b_out;
  wire [31:0] pe_1_0_c_out;
  wire [7:0] pe_1_1_a_out;
  wire [7:0] pe_1_1_b_out;
  wire [31:0] pe_1_1_c_out;
  wire [7:0] pe_1_2_a_out;
  wire [7:0] pe_1_2_b_out;
  wire [31:0] pe_1_2_c_out;
  wire [7:0] pe_1_3_a_out;
  wire [7:0] pe_1_3_b_out;
  wire [31:0] pe_1_3_c_out;
  wire [7:0] pe_1_4_a_out;
  wire [7:0] pe_1_4_b_out;
  wire [31:0] pe_1_4_c_out;
  wire [7:0] pe_1_5_a_out;
  wire [7:0] pe_1_5_b_out;
  wire [31:0] pe_1_5_c_out;
  wire [7:0] pe_1_6_a_out;
  wire [7:0] pe_1_6_b_out;
  wire [31:0] pe_1_6_c_out;
  wire [7:0] pe_1_7_b_out;
  wire [31:0] pe_1_7_c_out;
  wire [7:0] pe_2_0_a_out;
  wire [7:0] pe_2_0_b_out;
  wire [31:0] pe_2_0_c_out;
  wire [7:0] pe_2_1_a_out;
  wire [7:0] pe_2_1_b_out;
  wire [31:0] pe_2_1_c_out;
  wire [7:0] pe_2_2_a_out;
  wire [7:0] pe_2_2_b_out;
  wire [31:0] pe_2_2_c_out;
  wire [7:0] pe_2_3_a_out;
  wire [7:0] pe_2_3_b_out;
  wire [31:0] pe_2_3_c_out;
  wire [7:0] pe_2_4_a_out;
  wire [7:0] pe_2_4_b_out;
  wire [31:0] pe_2_4_c_out;
  wire [7:0] pe_2_5_a_out;
  wire [7:0] pe_2_5_b_out;
  wire [31:0] pe_2_5_c_out;
  wire [7:0] pe_2_6_a_out;
  wire [7:0] pe_2_6_b_out;
  wire [31:0] pe_2_6_c_out;
  wire [7:0] pe_2_7_b_out;
  wire [31:0] pe_2_7_c_out;
  wire [7:0] pe_3_0_a_out;
  wire [7:0] pe_3_0_b_out;
  wire [31:0] pe_3_0_c_out;
  wire [7:0] pe_3_1_a_out;
  wire [7:0] pe_3_1_b_out;
  wire [31:0] pe_3_1_c_out;
  wire [7:0] pe_3_2_a_out;
  wire [7:0] pe_3_2_b_out;
  wire [31:0] pe_3_2_c_out;
  wire [7:0] pe_3_3_a_out;
  wire [7:0] pe_3_3_b_out;
  wire [31:0] pe_3_3_c_out;
  wire [7:0] pe_3_4_a_out;
  wire [7:0] pe_3_4_b_out;
  wire [31:0] pe_3_4_c_out;
  wire [7:0] pe_3_5_a_out;
  wire [7:0] pe_3_5_b_out;
  wire [31:0] pe_3_5_c_out;
  wire [7:0] pe_3_6_a_out;
  wire [7:0] pe_3_6_b_out;
  wire [31:0] pe_3_6_c_out;
  wire [7:0] pe_3_7_b_out;
  wire [31:0] pe_3_7_c_out;
  wire [7:0] pe_4_0_a_out;
  wire [7:0] pe_4_0_b_out;
  wire [31:0] pe_4_0_c_out;
  wire [7:0] pe_4_1_a_out;
  wire [7:0] pe_4_1_b_out;
  wire [31:0] pe_4_1_c_out;
  wire [7:0] pe_4_2_a_out;
  wire [7:0] pe_4_2_b_out;
  wire [31:0] pe_4_2_c_out;
  wire [7:0] pe_4_3_a_out;
  wire [7:0] pe_4_3_b_out;
  wire [31:0] pe_4_3_c_out;
  wire [7:0] pe_4_4_a_out;
  wire [7:0] pe_4_4_b_out;
  wire [31:0] pe_4_4_c_out;
  wire [7:0] pe_4_5_a_out;
  wire [7:0] pe_4_5_b_out;
  wire [31:0] pe_4_5_c_out;
  wire [7:0] pe_4_6_a_out;
  wire [7:0] pe_4_6_b_out;
  wire [31:0] pe_4_6_c_out;
  wire [7:0] pe_4_7_b_out;
  wire [31:0] pe_4_7_c_out;
  wire [7:0] pe_5_0_a_out;
  wire [7:0] pe_5_0_b_out;
  wire [31:0] pe_5_0_c_out;
  wire [7:0] pe_5_1_a_out;
  wire [7:0] pe_5_1_b_out;
  wire [31:0] pe_5_1_c_out;
  wire [7:0] pe_5_2_a_out;
  wire [7:0] pe_5_2_b_out;
  wire [31:0] pe_5_2_c_out;
  wire [7:0] pe_5_3_a_out;
  wire [7:0] pe_5_3_b_out;
  wire [31:0] pe_5_3_c_out;
  wire [7:0] pe_5_4_a_out;
  wire [7:0] pe_5_4_b_out;
  wire [31:0] pe_5_4_c_out;
  wire [7:0] pe_5_5_a_out;
  wire [7:0] pe_5_5_b_out;
  wire [31:0] pe_5_5_c_out;
  wire [7:0] pe_5_6_a_out;
  wire [7:0] pe_5_6_b_out;
  wire [31:0] pe_5_6_c_out;
  wire [7:0] pe_5_7_b_out;
  wire [31:0] pe_5_7_c_out;
  wire [7:0] pe_6_0_a_out;
  wire [7:0] pe_6_0_b_out;
  wire [31:0] pe_6_0_c_out;
  wire [7:0] pe_6_1_a_out;
  wire [7:0] pe_6_1_b_out;
  wire [31:0] pe_6_1_c_out;
  wire [7:0] pe_6_2_a_out;
  wire [7:0] pe_6_2_b_out;
  wire [31:0] pe_6_2_c_out;
  wire [7:0] pe_6_3_a_out;
  wire [7:0] pe_6_3_b_out;
  wire [31:0] pe_6_3_c_out;
  wire [7:0] pe_6_4_a_out;
  wire [7:0] pe_6_4_b_out;
  wire [31:0] pe_6_4_c_out;
  wire [7:0] pe_6_5_a_out;
  wire [7:0] pe_6_5_b_out;
  wire [31:0] pe_6_5_c_out;
  wire [7:0] pe_6_6_a_out;
  wire [7:0] pe_6_6_b_out;
  wire [31:0] pe_6_6_c_out;
  wire [7:0] pe_6_7_b_out;
  wire [31:0] pe_6_7_c_out;
  wire [7:0] pe_7_0_a_out;
  wire [31:0] pe_7_0_c_out;
  wire [7:0] pe_7_1_a_out;
  wire [31:0] pe_7_1_c_out;
  wire [7:0] pe_7_2_a_out;
  wire [31:0] pe_7_2_c_out;
  wire [7:0] pe_7_3_a_out;
  wire [31:0] pe_7_3_c_out;
  wire [7:0] pe_7_4_a_out;
  wire [31:0] pe_7_4_c_out;
  wire [7:0] pe_7_5_a_out;
  wire [31:0] pe_7_5_c_out;
  wire [7:0] pe_7_6_a_out;
  wire [31:0] pe_7_6_c_out;
  wire [31:0] pe_7_7_c_out;
  wire [7:0] pe_0_7_a_out_unused;
  wire [7:0] pe_1_7_a_out_unused;
  wire [7:0] pe_2_7_a_out_unused;
  wire [7:0] pe_3_7_a_out_unused;
  wire [7:0] pe_4_7_a_out_unused;
  wire [7:0] pe_5_7_a_out_unused;
  wire [7:0] pe_6_7_a_out_unused;
  wire [7:0] pe_7_0_b_out_unused;
  wire [7:0] pe_7_1_b_out_unused;
  wire [7:0] pe_7_2_b_out_unused;
  wire [7:0] pe_7_3_b_out_unused;
  wire [7:0] pe_7_4_b_out_unused;
  wire [7:0] pe_7_5_b_out_unused;
  wire [7:0] pe_7_6_b_out_unused;
  wire [7:0] pe_7_7_a_out_unused;
  wire [7:0] pe_7_7_b_out_unused;
  assign c = {pe_7_7_c_out, pe_6_7_c_out, pe_5_7_c_out, pe_4_7_c_out, pe_3_7_c_out, pe_2_7_c_out, pe_1_7_c_out,
      pe_0_7_c_out};
  Element_8_32 pe_0_0 (
    .clk(clk),
    .rst(rst),
    .a(a[7:0]),
    .b(b[7:0]),
    .drain(drain),
    .c(32'b0),
    .a_out(pe_0_0_a_out),
    .b_out(pe_0_0_b_out),
    .c_out(pe_0_0_c_out)
  );
  Element_8_32 pe_0_1 (
    .clk(clk),
    .rst(rst),
    .a(pe_0_0_a_out),
    .b(b[15:8]),
    .drain(drain),
    .c(pe_0_0_c_out),
    .a_out(pe_0_1_a_out),
    .b_out(pe_0_1_b_out),
    .c_out(pe_0_1_c_out)
  );
  Element_8_32 pe_0_2 (
    .clk(clk),
    .rst(rst),
    .a(pe_0_1_a_out),
    .b(b[23:16]),
    .drain(drain),
    .c(pe_0_1_c_out),
    .a_out(pe_0_2_a_out),
    .b_out(pe_0_2_b_out),
    .c_out(pe_0_2_c_out)
  );
  Element_8_32 pe_0_3 (
    .clk(clk),
    .rst(rst),
    .a(pe_0_2_a_out),
    .b(b[31:24]),
    .drain(drain),
    .c(pe_0_2_c_out),
    .a_out(pe_0_3_a_out),
    .b_out(pe_0_3_b_out),
    .c_out(pe_0_3_c_out)
  );
  Element_8_32 pe_0_4 (
    .clk(clk),
    .rst(rst),
    .a(pe_0_3_a_out),
    .b(b[39:32]),
    .drain(drain),
    .c(pe_0_3_c_out),
    .a_out(pe_0_4_a_out),
    .b_out(pe_0_4_b_out),
    .c_out(pe_0_4_c_out)
  );
  Element_8_32 pe_0_5 (
    .clk(clk),
    .rst(rst),
    .a(pe_0_4_a_out),
    .b(b[47:40]),
    .drain(drain),
    .c(pe_0_4_c_out),
    .a_out(pe_0_5_a_out),
    .b_out(pe_0_5_b_out),
    .c_out(pe_0_5_c_out)
  );
  Element_8_32 pe_0_6 (
    .clk(clk),
    .rst(rst),
    .a(pe_0_5_a_out),
    .b(b[55:48]),
    .drain(drain),
    .c(pe_0_5_c_out),
    .a_out(pe_0_6_a_out),
    .b_out(pe_0_6_b_out),
    .c_out(pe_0_6_c_out)
  );
  Element_8_32 pe_0_7 (
    .clk(clk),
    .rst(rst),
    .a(pe_0_6_a_out),
    .b(b[63:56]),
    .drain(drain),
    .c(pe_0_6_c_out),
    .a_out(pe_0_7_a_out_unused),
    .b_out(pe_0_7_b_out),
    .c_out(pe_0_7_c_out)
  );
  Element_8_32 pe_1_0 (
    .clk(clk),
    .rst(rst),
    .a(a[15:8]),
    .b(pe_0_0_b_out),
    .drain(drain),
    .c(32'b0),
    .a_out(pe_1_0_a_out),
    .b_out(pe_1_0_b_out),
    .c_out(pe_1_0_c_out)
  );
  Element_8_32 pe_1_1 (
    .clk(clk),
    .rst(rst),
    .a(pe_1_0_a_out),
    .b(pe_0_1_b_out),
    .drain(drain),
    .c(pe_1_0_c_out),
    .a_out(pe_1_1_a_out),
    .b_out(pe_1_1_b_out),
    .c_out(pe_1_1_c_out)
  );
  Element_8_32 pe_1_2 (
    .clk(clk),
    .rst(rst),
    .a(pe_1_1_a_out),
    .b(pe_0_2_b_out),
    .drain(drain),
    .c(pe_1_1_c_out),
    .a_out(pe_1_2_a_out),
    .b_out(pe_1_2_b_out),
    .c_out(pe_1_2_c_out)
  );
  Element_8_32 pe_1_3 (
    .clk(clk),
    .rst(rst),
    .a(pe_1_2_a_out),
    .b(pe_0_3_b_out),
    .drain(drain),
    .c(pe_1_2_c_out),
    .a_out(pe_1_3_a_out),
    .b_out(pe_1_3_b_out),
    .c_out(pe_1_3_c_out)
  );
  Element_8_32 pe_1_4 (
    .clk(clk),
    .rst(rst),
    .a(pe_1_3_a_out),
    .b(pe_0_4_b_out),
    .drain(drain),
    .c(pe_1_3_c_out),
    .a_out(pe_1_4_a_out),
    .b_out(pe_1_4_b_out),
    .c_out(pe_1_4_c_out)
  );
  Element_8_32 pe_1_5 (
    .clk(clk),
    .rst(rst),
    .a(pe_1_4_a_out),
    .b(pe_0_5_b_out),
    .drain(drain),
    .c(pe_1_4_c_out),
    .a_out(pe_1_5_a_out),
    .b_out(pe_1_5_b_out),
    .c_out(pe_1_5_c_out)
  );
  Element_8_32 pe_1_6 (
    .clk(clk),
    .rst(rst),
    .a(pe_1_5_a_out),
    .b(pe_0_6_b_out),
    .drain(drain),
    .c(pe_1_5_c_out),
    .a_out(pe_1_6_a_out),
    .b_out(pe_1_6_b_out),
    .c_out(pe_1_6_c_out)
  );
  Element_8_32 pe_1_7 (
    .clk(clk),
    .rst(rst),
    .a(pe_1_6_a_out),
    .b(pe_0_7_b_out),
    .drain(drain),
    .c(pe_1_6_c_out),
    .a_out(pe_1_7_a_out_unused),
    .b_out(pe_1_7_b_out),
    .c_out(pe_1_7_c_out)
  );
  Element_8_32 pe_2_0 (
    .clk(clk),
    .rst(rst),
    .a(a[23:16]),
    .b(pe_1_0_b_out),
    .drain(drain),
    .c(32'b0),
    .a_out(pe_2_0_a_out),
    .b_out(pe_2_0_b_out),
    .c_out(pe_2_0_c_out)
  );
  Element_8_32 pe_2_1 (
    .clk(clk),
    .rst(rst),
    .a(pe_2_0_a_out),
    .b(pe_1_1_b_out),
    .drain(drain),
    .c(pe_2_0_c_out),
    .a_out(pe_2_1_a_out),
    .b_out(pe_2_1_b_out),
    .c_out(pe_2_1_c_out)
  );
  Element_8_32 pe_2_2 (
    .clk(clk),
    .rst(rst),
    .a(pe_2_1_a_out),
    .b(pe_1_2_b_out),
    .drain(drain),
    .c(pe_2_1_c_out),
    .a_out(pe_2_2_a_out),
    .b_out(pe_2_2_b_out),
    .c_out(pe_2_2_c_out)
  );
  Element_8_32 pe_2_3 (
    .clk(clk),
    .rst(rst),
    .a(pe_2_2_a_out),
    .b(pe_1_3_b_out),
    .drain(drain),
    .c(pe_2_2_c_out),
    .a_out(pe_2_3_a_out),
    .b_out(pe_2_3_b_out),
    .c_out(pe_2_3_c_out)
  );
  Element_8_32 pe_2_4 (
    .clk(clk),
    .rst(rst),
    .a(pe_2_3_a_out),
    .b(pe_1_4_b_out),
    .drain(drain),
    .c(pe_2_3_c_out),
    .a_out(pe_2_4_a_out),
    .b_out(pe_2_4_b_out),
    .c_out(pe_2_4_c_out)
  );
  Element_8_32 pe_2_5 (
    .clk(clk),
    .rst(rst),
    .a(pe_2_4_a_out),
    .b(pe_1_5_b_out),
    .drain(drain),
    .c(pe_2_4_c_out),
    .a_out(pe_2_5_a_out),
    .b_out(pe_2_5_b_out),
    .c_out(pe_2_5_c_out)
  );
  Element_8_32 pe_2_6 (
    .clk(clk),
    .rst(rst),
    .a(pe_2_5_a_out),
    .b(pe_1_6_b_out),
    .drain(drain),
    .c(pe_2_5_c_out),
    .a_out(pe_2_6_a_out),
    .b_out(pe_2_6_b_out),
    .c_out(pe_2_6_c_out)
  );
  Element_8_32 pe_2_7 (
    .clk(clk),
    .rst(rst),
    .a(pe_2_6_a_out),
    .b(pe_1_7_b_out),
    .drain(drain),
    .c(pe_2_6_c_out),
    .a_out(pe_2_7_a_out_unused),
    .b_out(pe_2_7_b_out),
    .c_out(pe_2_7_c_out)
  );
  Element_8_32 pe_3_0 (
    .clk(clk),
    .rst(rst),
    .a(a[31:24]),
    .b(pe_2_0_b_out),
    .drain(drain),
    .c(32'b0),
    .a_out(pe_3_0_a_out),
    .b_out(pe_3_0_b_out),
    .c_out(pe_3_0_c_out)
  );
  Element_8_32 pe_3_1 (
    .clk(clk),
    .rst(rst),
    .a(pe_3_0_a_out),
    .b(pe_2_1_b_out),
    .drain(drain),
    .c(pe_3_0_c_out),
    .a_out(pe_3_1_a_out),
    .b_out(pe_3_1_b_out),
    .c_out(pe_3_1_c_out)
  );
  Element_8_32 pe_3_2 (
    .clk(clk),
    .rst(rst),
    .a(pe_3_1_a_out),
    .b(pe_2_2_b_out),
    .drain(drain),
    .c(pe_3_1_c_out),
    .a_out(pe_3_2_a_out),
    .b_out(pe_3_2_b_out),
    .c_out(pe_3_2_c_out)
  );
  Element_8_32 pe_3_3 (
    .clk(clk),
    .rst(rst),
    .a(pe_3_2_a_out),
    .b(pe_2_3_b_out),
    .drain(drain),
    .c(pe_3_2_c_out),
    .a_out(pe_3_3_a_out),
    .b_out(pe_3_3_b_out),
    .c_out(pe_3_3_c_out)
  );
  Element_8_32 pe_3_4 (
    .clk(clk),
    .rst(rst),
    .a(pe_3_3_a_out),
    .b(pe_2_4_b_out),
    .drain(drain),
    .c(pe_3_3_c_out),
    .a_out(pe_3_4_a_out),
    .b_out(pe_3_4_b_out),
    .c_out(pe_3_4_c_out)
  );
  Element_8_32 pe_3_5 (
    .clk(clk),
    .rst(rst),
    .a(pe_3_4_a_out),
    .b(pe_2_5_b_out),
    .drain(drain),
    .c(pe_3_4_c_out),
    .a_out(pe_3_5_a_out),
    .b_out(pe_3_5_b_out),
    .c_out(pe_3_5_c_out)
  );
  Element_8_32 pe_3_6 (
    .clk(clk),
    .rst(rst),
    .a(pe_3_5_a_out),
    .b(pe_2_6_b_out),
    .drain(drain),
    .c(pe_3_5_c_out),
    .a_out(pe_3_6_a_out),
    .b_out(pe_3_6_b_out),
    .c_out(pe_3_6_c_out)
  );
  Element_8_32 pe_3_7 (
    .clk(clk),
    .rst(rst),
    .a(pe_3_6_a_out),
    .b(pe_2_7_b_out),
    .drain(drain),
    .c(pe_3_6_c_out),
    .a_out(pe_3_7_a_out_unused),
    .b_out(pe_3_7_b_out),
    .c_out(pe_3_7_c_out)
  );
  Element_8_32 pe_4_0 (
    .clk(clk),
    .rst(rst),
    .a(a[39:32]),
    .b(pe_3_0_b_out),
    .drain(drain),
    .c(32'b0),
    .a_out(pe_4_0_a_out),
    .b_out(pe_4_0_b_out),
    .c_out(pe_4_0_c_out)
  );
  Element_8_32 pe_4_1 (
    .clk(clk),
    .rst(rst),
    .a(pe_4_0_a_out),
    .b(pe_3_1_b_out),
    .drain(drain),
    .c(pe_4_0_c_out),
    .a_out(pe_4_1_a_out),
    .b_out(pe_4_1_b_out),
    .c_out(pe_4_1_c_out)
  );
  Element_8_32 pe_4_2 (
    .clk(clk),
    .rst(rst),
    .a(pe_4_1_a_out),
    .b(pe_3_2_b_out),
    .drain(drain),
    .c(pe_4_1_c_out),
    .a_out(pe_4_2_a_out),
    .b_out(pe_4_2_b_out),
    .c_out(pe_4_2_c_out)
  );
  Element_8_32 pe_4_3 (
    .clk(clk),
    .rst(rst),
    .a(pe_4_2_a_out),
    .b(pe_3_3_b_out),
    .drain(drain),
    .c(pe_4_2_c_out),
    .a_out(pe_4_3_a_out),
    .b_out(pe_4_3_b_out),
    .c_out(pe_4_3_c_out)
  );
  Element_8_32 pe_4_4 (
    .clk(clk),
    .rst(rst),
    .a(pe_4_3_a_out),
    .b(pe_3_4_b_out),
    .drain(drain),
    .c(pe_4_3_c_out),
    .a_out(pe_4_4_a_out),
    .b_out(pe_4_4_b_out),
    .c_out(pe_4_4_c_out)
  );
  Element_8_32 pe_4_5 (
    .clk(clk),
    .rst(rst),
    .a(pe_4_4_a_out),
    .b(pe_3_5_b_out),
    .drain(drain),
    .c(pe_4_4_c_out),
    .a_out(pe_4_5_a_out),
    .b_out(pe_4_5_b_out),
    .c_out(pe_4_5_c_out)
  );
  Element_8_32 pe_4_6 (
    .clk(clk),
    .rst(rst),
    .a(pe_4_5_a_out),
    .b(pe_3_6_b_out),
    .drain(drain),
    .c(pe_4_5_c_out),
    .a_out(pe_4_6_a_out),
    .b_out(pe_4_6_b_out),
    .c_out(pe_4_6_c_out)
  );
  Element_8_32 pe_4_7 (
    .clk(clk),
    .rst(rst),
    .a(pe_4_6_a_out),
    .b(pe_3_7_b_out),
    .drain(drain),
    .c(pe_4_6_c_out),
    .a_out(pe_4_7_a_out_unused),
    .b_out(pe_4_7_b_out),
    .c_out(pe_4_7_c_out)
  );
  Element_8_32 pe_5_0 (
    .clk(clk),
    .rst(rst),
    .a(a[47:40]),
    .b(pe_4_0_b_out),
    .drain(drain),
    .c(32'b0),
    .a_out(pe_5_0_a_out),
    .b_out(pe_5_0_b_out),
    .c_out(pe_5_0_c_out)
  );
  Element_8_32 pe_5_1 (
    .clk(clk),
    .rst(rst),
    .a(pe_5_0_a_out),
    .b(pe_4_1_b_out),
    .drain(drain),
    .c(pe_5_0_c_out),
    .a_out(pe_5_1_a_out),
    .b_out(pe_5_1_b_out),
    .c_out(pe_5_1_c_out)
  );
  Element_8_32 pe_5_2 (
    .clk(clk),
    .rst(rst),
    .a(pe_5_1_a_out),
    .b(pe_4_2_b_out),
    .drain(drain),
    .c(pe_5_1_c_out),
    .a_out(pe_5_2_a_out),
    .b_out(pe_5_2_b_out),
    .c_out(pe_5_2_c_out)
  );
  Element_8_32 pe_5_3 (
    .clk(clk),
    .rst(rst),
    .a(pe_5_2_a_out),
    .b(pe_4_3_b_out),
    .drain(drain),
    .c(pe_5_2_c_out),
    .a_out(pe_5_3_a_out),
    .b_out(pe_5_3_b_out),
    .c_out(pe_5_3_c_out)
  );
  Element_8_32 pe_5_4 (
    .clk(clk),
    .rst(rst),
    .a(pe_5_3_a_out),
    .b(pe_4_4_b_out),
    .drain(drain),
    .c(pe_5_3_c_out),
    .a_out(pe_5_4_a_out),
    .b_out(pe_5_4_b_out),
    .c_out(pe_5_4_c_out)
  );
  Element_8_32 pe_5_5 (
    .clk(clk),
    .rst(rst),
    .a(pe_5_4_a_out),
    .b(pe_4_5_b_out),
    .drain(drain),
    .c(pe_5_4_c_out),
    .a_out(pe_5_5_a_out),
    .b_out(pe_5_5_b_out),
    .c_out(pe_5_5_c_out)
  );
  Element_8_32 pe_5_6 (
    .clk(clk),
    .rst(rst),
    .a(pe_5_5_a_out),
    .b(pe_4_6_b_out),
    .drain(drain),
    .c(pe_5_5_c_out),
    .a_out(pe_5_6_a_out),
    .b_out(pe_5_6_b_out),
    .c_out(pe_5_6_c_out)
  );
  Element_8_32 pe_5_7 (
    .clk(clk),
    .rst(rst),
    .a(pe_5_6_a_out),
    .b(pe_4_7_b_out),
    .drain(drain),
    .c(pe_5_6_c_out),
    .a_out(pe_5_7_a_out_unused),
    .b_out(pe_5_7_b_out),
    .c_out(pe_5_7_c_out)
  );
  Element_8_32 pe_6_0 (
    .clk(clk),
    .rst(rst),
    .a(a[55:48]),
    .b(pe_5_0_b_out),
    .drain(drain),
    .c(32'b0),
    .a_out(pe_6_0_a_out),
    .b_out(pe_6_0_b_out),
    .c_out(pe_6_0_c_out)
  );
  Element_8_32 pe_6_1 (
    .clk(clk),
    .rst(rst),
    .a(pe_6_0_a_out),
    .b(pe_5_1_b_out),
    .drain(drain),
    .c(pe_6_0_c_out),
    .a_out(pe_6_1_a_out),
    .b_out(pe_6_1_b_out),
    .c_out(pe_6_1_c_out)
  );
  Element_8_32 pe_6_2 (
    .clk(clk),
    .rst(rst),
    .a(pe_6_1_a_out),
    .b(pe_5_2_b_out),
    .drain(drain),
    .c(pe_6_1_c_out),
    .a_out(pe_6_2_a_out),
    .b_out(pe_6_2_b_out),
    .c_out(pe_6_2_c_out)
  );
  Element_8_32 pe_6_3 (
    .clk(clk),
    .rst(rst),
    .a(pe_6_2_a_out),
    .b(pe_5_3_b_out),
    .drain(drain),
    .c(pe_6_2_c_out),
    .a_out(pe_6_3_a_out),
    .b_out(pe_6_3_b_out),
    .c_out(pe_6_3_c_out)
  );
  Element_8_32 pe_6_4 (
    .clk(clk),
    .rst(rst),
    .a(pe_6_3_a_out),
    .b(pe_5_4_b_out),
    .drain(drain),
    .c(pe_6_3_c_out),
    .a_out(pe_6_4_a_out),
    .b_out(pe_6_4_b_out),
    .c_out(pe_6_4_c_out)
  );
  Element_8_32 pe_6_5 (
    .clk(clk),
    .rst(rst),
    .a(pe_6_4_a_out),
    .b(pe_5_5_b_out),
    .drain(drain),
    .c(pe_6_4_c_out),
    .a_out(pe_6_5_a_out),
    .b_out(pe_6_5_b_out),
    .c_out(pe_6_5_c_out)
  );
  Element_8_32 pe_6_6 (
    .clk(clk),
    .rst(rst),
    .a(pe_6_5_a_out),
    .b(pe_5_6_b_out),
    .drain(drain),
    .c(pe_6_5_c_out),
    .a_out(pe_6_6_a_out),
    .b_out(pe_6_6_b_out),
    .c_out(pe_6_6_c_out)
  );
  Element_8_32 pe_6_7 (
    .clk(clk),
    .rst(rst),
    .a(pe_6_6_a_out),
    .b(pe_5_7_b_out),
    .drain(drain),
    .c(pe_6_6_c_out),
    .a_out(pe_6_7_a_out_unused),
    .b_out(pe_6_7_b_out),
    .c_out(pe_6_7_c_out)
  );
  Element_8_32 pe_7_0 (
    .clk(clk),
    .rst(rst),
    .a(a[63:56]),
    .b(pe_6_0_b_out),
    .drain(drain),
    .c(32'b0),
    .a_out(pe_7_0_a_out),
    .b_out(pe_7_0_b_out_unused),
    .c_out(pe_7_0_c_out)
  );
  Element_8_32 pe_7_1 (
    .clk(clk),
    .rst(rst),
    .a(pe_7_0_a_out),
    .b(pe_6_1_b_out),
    .drain(drain),
    .c(pe_7_0_c_out),
    .a_out(pe_7_1_a_out),
    .b_out(pe_7_1_b_out_unused),
    .c_out(pe_7_1_c_out)
  );
  Element_8_32 pe_7_2 (
    .clk(clk),
    .rst(rst),
    .a(pe_7_1_a_out),
    .b(pe_6_2_b_out),
    .drain(drain),
    .c(pe_7_1_c_out),
    .a_out(pe_7_2_a_out),
    .b_out(pe_7_2_b_out_unused),
    .c_out(pe_7_2_c_out)
  );
  Element_8_32 pe_7_3 (
    .clk(clk),
    .rst(rst),
    .a(pe_7_2_a_out),
    .b(pe_6_3_b_out),
    .drain(drain),
    .c(pe_7_2_c_out),
    .a_out(pe_7_3_a_out),
    .b_out(pe_7_3_b_out_unused),
    .c_out(pe_7_3_c_out)
  );
  Element_8_32 pe_7_4 (
    .clk(clk),
    .rst(rst),
    .a(pe_7_3_a_out),
    .b(pe_6_4_b_out),
    .drain(drain),
    .c(pe_7_3_c_out),
    .a_out(pe_7_4_a_out),
    .b_out(pe_7_4_b_out_unused),
    .c_out(pe_7_4_c_out)
  );
  Element_8_32 pe_7_5 (
    .clk(clk),
    .rst(rst),
    .a(pe_7_4_a_out),
    .b(pe_6_5_b_out),
    .drain(drain),
    .c(pe_7_4_c_out),
    .a_out(pe_7_5_a_out),
    .b_out(pe_7_5_b_out_unused),
    .c_out(pe_7_5_c_out)
  );
  Element_8_32 pe_7_6 (
    .clk(clk),
    .rst(rst),
    .a(pe_7_5_a_out),
    .b(pe_6_6_b_out),
    .drain(drain),
    .c(pe_7_5_c_out),
    .a_out(pe_7_6_a_out),
    .b_out(pe_7_6_b_out_unused),
    .c_out(pe_7_6_c_out)
  );
  Element_8_32 pe_7_7 (
    .clk(clk),
    .rst(rst),
    .a(pe_7_6_a_out),
    .b(pe_6_7_b_out),
    .drain(drain),
    .c(pe_7_6_c_out),
    .a_out(pe_7_7_a_out_unused),
    .b_out(pe_7_7_b_out_unused),
    .c_out(pe_7_7_c_out)
  );
endmodule

module Element_8_32 (
  input wire clk,
  input wire rst,
  input wire [7:0] a,
  input wire [7:0] b,
  input wire drain,
  input wire [31:0] c,
  output wire [7:0] a_out,
  output wire [7:0] b_out,
  output wire [31:0] c_out
);
  reg [7:0] a_reg;
  reg [7:0] b_reg;
  reg [31:0] total;
  wire [15:0] product = {8'b0, a} * {8'b0, b};
  assign a_out = a_reg;
  assign b_out = b_reg;
  assign c_out = total;
  always @(posedge clk) begin
    if (rst) begin
      a_reg <= 8'b0;
      b_reg <= 8'b0;
      total <= 32'b0;
    end else begin
      a_reg <= a;
      b_reg <= b;
      total <= drain ? c : total + {16'b0, product};
    end
  end
endmodule

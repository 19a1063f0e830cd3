module Lanes_Scale_twice_true (
  input wire [7:0] a,
  output wire [7:0] b,
  output wire [7:0] c,
  output wire [3:0] d
);
  Scale_3_true #(.w(8)) given (
    .x(a),
    .y(b)
  );
  Scale_3_true #(.w(8)) other (
    .x(~a),
    .y(c)
  );
  Scale_3_false #(.w(4)) low (
    .x(a[3:0]),
    .y(d)
  );
endmodule

module Scale_3_true #(
  parameter integer w = 8
) (
  input wire [w-1:0] x,
  output wire [w-1:0] y
);
  wire [w-1:0] sum_pwjn12 = x + x + x;
  assign y = sum_pwjn12 + sum_pwjn12;
`ifndef SYNTHESIS
  initial begin
    if (w < 1 || w > 32) begin
      $display("%m: w is %0d; it must be 1 to 32", w);
      $finish;
    end
  end
`endif
endmodule

module Scale_3_false #(
  parameter integer w = 8
) (
  input wire [w-1:0] x,
  output wire [w-1:0] y
);
  assign y = x + x + x;
`ifndef SYNTHESIS
  initial begin
    if (w < 1 || w > 32) begin
      $display("%m: w is %0d; it must be 1 to 32", w);
      $finish;
    end
  end
`endif
endmodule

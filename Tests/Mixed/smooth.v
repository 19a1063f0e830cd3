module Smooth_8 (
  input wire clk,
  input wire [7:0] a,
  output wire [7:0] y,
  output wire [3:0] tag
);
  wire [7:0] delay_y;
  assign y = a ^ delay_y;
  assign tag = 4'd8;
  Delay_8_3 delay (
    .clk(clk),
    .a(a),
    .y(delay_y)
  );
endmodule

module Delay_8_3 (
  input wire clk,
  input wire [7:0] a,
  output wire [7:0] y
);
  reg [7:0] stage_0;
  reg [7:0] stage_1;
  reg [7:0] stage_2;
  Gray_8 gray (
    .a(stage_2),
    .y(y)
  );
  always @(posedge clk) begin
    stage_0 <= a;
    stage_1 <= stage_0;
    stage_2 <= stage_1;
  end
endmodule

module Gray_8 (
  input wire [7:0] a,
  output wire [7:0] y
);
  Invert_8 invert (
    .a(a ^ (a >> 1)),
    .y(y)
  );
endmodule

module Invert_8 (
  input wire [7:0] a,
  output wire [7:0] y
);
  assign y = ~a;
endmodule

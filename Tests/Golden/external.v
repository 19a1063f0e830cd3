module Board (
  input wire clk,
  input wire en,
  inout wire pad,
  output wire [7:0] y,
  output wire [7:0] z,
  output wire [7:0] held,
  output wire [7:0] word
);
  reg [7:0] shift = 8'b0;
  wire pin_value;
  pad_cell pin (
    .pad(pad),
    .out(shift[7]),
    .enable(en),
    .value(pin_value)
  );
  Mixer mixer (
    .clk(clk),
    .en(en),
    .x(shift),
    .y(y),
    .z(z),
    .held(held),
    .word(word)
  );
  always @(posedge clk) begin
    shift <= {shift[6:0], pin_value};
  end
endmodule

(* keep_hierarchy = "yes" *)
module Mixer (
  input wire clk,
  input wire en,
  (* mark_debug = "true" *) input wire [7:0] x,
  output wire [7:0] y,
  output wire [7:0] z,
  output wire [7:0] held,
  output wire [7:0] word
);
  wire [7:0] first_y;
  wire [7:0] second_y;
  reg [7:0] keeper_q;
  (* async_reg = "true" *) reg [1:0] seen;
  (* ram_style = "distributed" *) reg [7:0] words [0:3];
  (* keep, max_fanout = 16 *) wire [7:0] mixed;
  assign mixed = first_y & second_y;
  wire [7:0] sum_mixed_x = mixed + x;
  assign y = mixed ^ x;
  assign held = keeper_q;
  assign word = words[x[1:0]];
  (* dont_touch = "true" *)
  rotate #(.WIDTH(8), .AMOUNT(3), .LEFT(1'b1), .MODE("wrap"), .MASK(40'b0)) first (
    .a(x + 8'd1),
    .y(first_y)
  );
  rotate #(.WIDTH(8), .AMOUNT(1), .LEFT(1'b0), .MODE("shift"), .MASK(40'd90)) second (
    .a(x),
    .y(second_y)
  );
  wire [7:0] shifted = {1'b0, sum_mixed_x[7:1]};
  assign z = sum_mixed_x ^ shifted;
  initial keeper_q = 8'd5;
  always @(posedge clk) if (en) keeper_q <= x;
  always @(posedge clk) begin
    if (en) begin
      words[seen] <= x;
    end
  end
  always @(posedge clk) begin
    seen <= x[1:0];
  end
endmodule

module Joins (
  input logic [3:0] i_data_lo,
  input logic [3:0] i_data_hi,
  input logic i_valid,
  output logic i_ready,
  output logic [3:0] o_data_lo,
  output logic [3:0] o_data_hi,
  output logic o_valid,
  input logic o_ready,
  input logic [3:0] lanes_0_x,
  output logic lanes_0_y,
  input logic [3:0] lanes_1_x,
  output logic lanes_1_y,
  input logic [3:0] point_lo,
  input logic [3:0] point_hi,
  output logic [3:0] swapped_lo,
  output logic [3:0] swapped_hi,
  input logic go,
  output logic [3:0] total,
  output logic [3:0] first_total
);
  wire [3:0] first_o_data_lo;
  wire [3:0] first_o_data_hi;
  wire first_o_valid;
  wire second_i_ready;
  wire [7:0] corner;
  wire [3:0] second_total_unused;
  wire third_i_ready_unused;
  wire [3:0] third_o_data_lo_unused;
  wire [3:0] third_o_data_hi_unused;
  wire third_o_valid_unused;
  assign swapped_lo = corner[3:0];
  assign swapped_hi = corner[7:4];
  assign corner[3:0] = point_hi;
  assign corner[7:4] = point_lo;
  Stage first (
    .i_data_lo(i_data_lo),
    .i_data_hi(i_data_hi),
    .i_valid(i_valid),
    .i_ready(i_ready),
    .o_data_lo(first_o_data_lo),
    .o_data_hi(first_o_data_hi),
    .o_valid(first_o_valid),
    .o_ready(second_i_ready),
    .total(first_total)
  );
  Stage second (
    .i_data_lo(first_o_data_lo),
    .i_data_hi(first_o_data_hi),
    .i_valid(first_o_valid),
    .i_ready(second_i_ready),
    .o_data_lo(o_data_lo),
    .o_data_hi(o_data_hi),
    .o_valid(o_valid),
    .o_ready(o_ready),
    .total(second_total_unused)
  );
  Stage third (
    .i_data_lo(corner[3:0]),
    .i_data_hi(corner[7:4]),
    .i_valid(go),
    .i_ready(third_i_ready_unused),
    .o_data_lo(third_o_data_lo_unused),
    .o_data_hi(third_o_data_hi_unused),
    .o_valid(third_o_valid_unused),
    .o_ready(go),
    .total(total)
  );
  Lanes pair (
    .lanes_0_x(lanes_0_x),
    .lanes_0_y(lanes_0_y),
    .lanes_1_x(lanes_1_x),
    .lanes_1_y(lanes_1_y)
  );
endmodule

module Stage (
  input logic [3:0] i_data_lo,
  input logic [3:0] i_data_hi,
  input logic i_valid,
  output logic i_ready,
  output logic [3:0] o_data_lo,
  output logic [3:0] o_data_hi,
  output logic o_valid,
  input logic o_ready,
  output logic [3:0] total
);
  assign i_ready = o_ready;
  assign o_data_lo = i_data_lo;
  assign o_data_hi = i_data_hi;
  assign o_valid = i_valid;
  assign total = i_data_lo + i_data_hi;
endmodule

module Lanes (
  input logic [3:0] lanes_0_x,
  output logic lanes_0_y,
  input logic [3:0] lanes_1_x,
  output logic lanes_1_y
);
  assign lanes_0_y = |lanes_0_x;
  assign lanes_1_y = |lanes_1_x;
endmodule

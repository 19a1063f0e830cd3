module Tree_5 (
  input logic [7:0] x_0,
  input logic [7:0] x_1,
  input logic [7:0] x_2,
  input logic [7:0] x_3,
  input logic [7:0] x_4,
  output logic [10:0] y
);
  wire [8:0] lo_y;
  wire [9:0] hi_y;
  assign y = {2'b0, lo_y} + {1'b0, hi_y};
  Tree_2 lo (
    .x_0(x_0),
    .x_1(x_1),
    .y(lo_y)
  );
  Tree_3 hi (
    .x_0(x_2),
    .x_1(x_3),
    .x_2(x_4),
    .y(hi_y)
  );
endmodule

module Tree_2 (
  input logic [7:0] x_0,
  input logic [7:0] x_1,
  output logic [8:0] y
);
  wire [7:0] lo_y;
  wire [7:0] hi_y;
  assign y = {1'b0, lo_y} + {1'b0, hi_y};
  Tree_1 lo (
    .x_0(x_0),
    .y(lo_y)
  );
  Tree_1 hi (
    .x_0(x_1),
    .y(hi_y)
  );
endmodule

module Tree_1 (
  input logic [7:0] x_0,
  output logic [7:0] y
);
  assign y = x_0;
endmodule

module Tree_3 (
  input logic [7:0] x_0,
  input logic [7:0] x_1,
  input logic [7:0] x_2,
  output logic [9:0] y
);
  wire [7:0] lo_y;
  wire [8:0] hi_y;
  assign y = {2'b0, lo_y} + {1'b0, hi_y};
  Tree_1 lo (
    .x_0(x_0),
    .y(lo_y)
  );
  Tree_2 hi (
    .x_0(x_1),
    .x_1(x_2),
    .y(hi_y)
  );
endmodule

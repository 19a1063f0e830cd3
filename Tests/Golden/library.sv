module Link (
  input logic clk_a,
  input logic clk_b,
  input logic arst,
  input logic valid,
  input logic [7:0] data,
  output logic ready,
  output logic taken,
  output logic [7:0] word,
  output logic [3:0] count
);
  wire reset_a_rst;
  wire reset_b_rst;
  wire fifo_r_valid;
  wire counter_last_unused;
  assign taken = fifo_r_valid;
  ResetSynchroniser_2 reset_a (
    .clk(clk_a),
    .arst(arst),
    .rst(reset_a_rst)
  );
  ResetSynchroniser_2 reset_b (
    .clk(clk_b),
    .arst(arst),
    .rst(reset_b_rst)
  );
  AsyncFIFO_UInt_8__4_2 fifo (
    .w_clk(clk_a),
    .w_rst(reset_a_rst),
    .w_valid(valid),
    .w_data(data),
    .w_ready(ready),
    .r_clk(clk_b),
    .r_rst(reset_b_rst),
    .r_ready(fifo_r_valid),
    .r_valid(fifo_r_valid),
    .r_data(word)
  );
  Counter_10_AsyncReset counter (
    .clk(clk_b),
    .rst(reset_b_rst),
    .enable(fifo_r_valid),
    .count(count),
    .last(counter_last_unused)
  );
endmodule

module ResetSynchroniser_2 (
  input logic clk,
  input logic arst,
  output logic rst
);
  (* async_reg = "true" *) logic stage_1;
  (* async_reg = "true" *) logic stage_2;
  assign rst = stage_2;
  always_ff @(posedge clk or posedge arst) begin
    if (arst) begin
      stage_1 <= 1'b1;
      stage_2 <= 1'b1;
    end else begin
      stage_1 <= 1'b0;
      stage_2 <= stage_1;
    end
  end
endmodule

module AsyncFIFO_UInt_8__4_2 (
  input logic w_clk,
  input logic w_rst,
  input logic w_valid,
  input logic [7:0] w_data,
  output logic w_ready,
  input logic r_clk,
  input logic r_rst,
  input logic r_ready,
  output logic r_valid,
  output logic [7:0] r_data
);
  logic [7:0] words [0:3];
  wire [2:0] read_to_write_q;
  wire [2:0] write_to_read_q;
  logic [2:0] w_pointer;
  logic [2:0] w_gray;
  logic [2:0] r_pointer;
  logic [2:0] r_gray;
  wire push = w_valid & w_ready;
  wire [2:0] w_next = w_pointer + {2'b0, push};
  wire pop = r_ready & r_valid;
  wire [2:0] r_next = r_pointer + {2'b0, pop};
  assign w_ready = w_gray != {~read_to_write_q[2:1], read_to_write_q[0]};
  assign r_valid = r_gray != write_to_read_q;
  assign r_data = words[r_pointer[1:0]];
  Synchroniser_Bits_3__2 read_to_write (
    .clk(w_clk),
    .d(r_gray),
    .q(read_to_write_q)
  );
  Synchroniser_Bits_3__2 write_to_read (
    .clk(r_clk),
    .d(w_gray),
    .q(write_to_read_q)
  );
  always_ff @(posedge w_clk) begin
    if (push) begin
      words[w_pointer[1:0]] <= w_data;
    end
  end
  always_ff @(posedge w_clk or posedge w_rst) begin
    if (w_rst) begin
      w_pointer <= 3'b0;
      w_gray <= 3'b0;
    end else begin
      w_pointer <= w_next;
      w_gray <= w_next ^ (w_next >> 1);
    end
  end
  always_ff @(posedge r_clk or posedge r_rst) begin
    if (r_rst) begin
      r_pointer <= 3'b0;
      r_gray <= 3'b0;
    end else begin
      r_pointer <= r_next;
      r_gray <= r_next ^ (r_next >> 1);
    end
  end
endmodule

module Synchroniser_Bits_3__2 (
  input logic clk,
  input logic [2:0] d,
  output logic [2:0] q
);
  (* async_reg = "true" *) logic [2:0] stage_1 = 3'b0;
  (* async_reg = "true" *) logic [2:0] stage_2 = 3'b0;
  assign q = stage_2;
  always @(posedge clk) begin
    stage_1 <= d;
    stage_2 <= stage_1;
  end
endmodule

module Counter_10_AsyncReset (
  input logic clk,
  input logic rst,
  input logic enable,
  output logic [3:0] count,
  output logic last
);
  logic [3:0] value;
  assign count = value;
  assign last = value == 4'd9;
  always_ff @(posedge clk or posedge rst) begin
    if (rst) begin
      value <= 4'b0;
    end else if (enable) begin
      value <= last ? 4'b0 : value + 4'd1;
    end
  end
endmodule

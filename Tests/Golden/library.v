module Link (
  input wire clk_a,
  input wire clk_b,
  input wire arst,
  input wire valid,
  input wire [7:0] data,
  output wire ready,
  output wire taken,
  output wire [7:0] word,
  output wire [3:0] count
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
  input wire clk,
  input wire arst,
  output wire rst
);
  (* async_reg = "true" *) reg stage_1;
  (* async_reg = "true" *) reg stage_2;
  assign rst = stage_2;
  always @(posedge clk or posedge arst) begin
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
  input wire w_clk,
  input wire w_rst,
  input wire w_valid,
  input wire [7:0] w_data,
  output wire w_ready,
  input wire r_clk,
  input wire r_rst,
  input wire r_ready,
  output wire r_valid,
  output wire [7:0] r_data
);
  reg [7:0] words [0:3];
  wire [2:0] read_to_write_q;
  wire [2:0] write_to_read_q;
  reg [2:0] w_pointer;
  reg [2:0] w_gray;
  reg [2:0] r_pointer;
  reg [2:0] r_gray;
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
  always @(posedge w_clk) begin
    if (push) begin
      words[w_pointer[1:0]] <= w_data;
    end
  end
  always @(posedge w_clk or posedge w_rst) begin
    if (w_rst) begin
      w_pointer <= 3'b0;
      w_gray <= 3'b0;
    end else begin
      w_pointer <= w_next;
      w_gray <= w_next ^ (w_next >> 1);
    end
  end
  always @(posedge r_clk or posedge r_rst) begin
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
  input wire clk,
  input wire [2:0] d,
  output wire [2:0] q
);
  (* async_reg = "true" *) reg [2:0] stage_1 = 3'b0;
  (* async_reg = "true" *) reg [2:0] stage_2 = 3'b0;
  assign q = stage_2;
  always @(posedge clk) begin
    stage_1 <= d;
    stage_2 <= stage_1;
  end
endmodule

module Counter_10_AsyncReset (
  input wire clk,
  input wire rst,
  input wire enable,
  output wire [3:0] count,
  output wire last
);
  reg [3:0] value;
  assign count = value;
  assign last = value == 4'd9;
  always @(posedge clk or posedge rst) begin
    if (rst) begin
      value <= 4'b0;
    end else if (enable) begin
      value <= last ? 4'b0 : value + 4'd1;
    end
  end
endmodule

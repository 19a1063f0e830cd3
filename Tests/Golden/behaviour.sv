module Receiver (
  input logic clk,
  input logic rst,
  input logic rx,
  input logic [1:0] mode,
  output logic [7:0] data,
  output logic valid,
  output logic busy,
  output logic [3:0] level
);
  localparam [2:0] IDLE = 3'b0;
  localparam [2:0] START = 3'd1;
  localparam [2:0] DATA = 3'd3;
  localparam [2:0] STOP = 3'd2;
  localparam [2:0] BREAK = 3'd6;
  logic [3:0] tick;
  logic [2:0] index;
  logic [7:0] shift;
  logic [2:0] state;
  wire last = tick == 4'd15;
  assign data = shift;
  assign busy = state != IDLE;
  always @* begin
    valid = 1'b0;
    case (state)
      STOP: begin
        if (last) begin
          if (rx) begin
            valid = 1'b1;
          end
        end
      end
      default: ;
    endcase
  end
  always @* begin
    case (mode)
      2'b0: begin
        level = 4'd1;
      end
      2'd1, 2'd2: begin
        level = 4'd3;
        if (rx) begin
          level[3:2] = 2'd2;
        end else if (last) begin
          level = 4'd5;
        end
      end
      default: begin
        level = 4'd12;
      end
    endcase
  end
  always_ff @(posedge clk) begin
    if (rst) begin
      tick <= 4'b0;
      index <= 3'b0;
      state <= IDLE;
    end else begin
      tick <= tick + 4'd1;
      case (state)
        IDLE: begin
          tick <= 4'b0;
          if (~rx) begin
            state <= START;
          end
        end
        START: begin
          if (tick == 4'd7) begin
            tick <= 4'b0;
            index <= 3'b0;
            if (rx) begin
              state <= IDLE;
            end else begin
              state <= DATA;
            end
          end
        end
        DATA: begin
          if (last) begin
            index <= index + 3'd1;
            if (index == 3'd7) begin
              state <= STOP;
            end
          end
        end
        STOP: begin
          if (last) begin
            if (rx) begin
              state <= IDLE;
            end else begin
              state <= BREAK;
            end
          end
        end
        BREAK: begin
          if (rx) begin
            state <= IDLE;
          end
        end
        default: begin
          state <= IDLE;
        end
      endcase
    end
  end
  always_ff @(posedge clk) begin
    case (state)
      DATA: begin
        if (last) begin
          shift <= {rx, shift[7:1]};
        end
      end
      default: ;
    endcase
  end
endmodule

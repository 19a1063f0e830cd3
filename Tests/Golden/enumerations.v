module Sequencer_Mode (
  input wire clk,
  input wire rst,
  input wire [3:0] command,
  output wire [1:0] status_state,
  output wire [5:0] status_modes,
  input wire [2:0] mode,
  output reg [2:0] last,
  output reg [3:0] speed,
  input wire [3:0] raw,
  output wire known,
  output reg busy,
  output reg [1:0] step
);
  localparam [1:0] State_idle = 2'b0;
  localparam [1:0] State_load = 2'd1;
  localparam [1:0] State_run = 2'd3;
  localparam [1:0] State_done = 2'd2;
  localparam [2:0] Mode_slow = 3'd1;
  localparam [2:0] Mode_fast = 3'd2;
  localparam [3:0] Command_nop = 4'b0;
  localparam [3:0] Command_start = 4'd5;
  localparam [3:0] Command_stop = 4'd9;
  reg [1:0] state;
  always @* begin
    case (state)
      State_idle: busy = 1'b0;
      State_load: busy = 1'b1;
      State_run: busy = 1'b1;
      default: busy = 1'b0;
    endcase
  end
  assign status_state = state;
  assign status_modes = {mode, last};
  assign known = raw == ((state == State_idle) ? Command_nop : Command_stop);
  always @* begin
    case (last)
      Mode_slow: begin
        speed = 4'd1;
      end
      Mode_fast: begin
        speed = 4'd4;
      end
      default: begin // Mode_turbo
        speed = 4'd9;
      end
    endcase
  end
  always @(posedge clk) begin
    if (rst) begin
      state <= State_idle;
      last <= Mode_slow;
      step <= 2'b0;
    end else begin
      case (state)
        State_idle: begin
          if (command == Command_start) begin
            state <= State_load;
            last <= mode;
          end
        end
        State_load: begin
          state <= State_run;
          step <= 2'b0;
        end
        State_run: begin
          step <= step + 2'd1;
          if ((command == Command_stop) | (step == 2'd3)) begin
            state <= State_done;
          end
        end
        State_done: begin
          state <= State_idle;
        end
        default: ;
      endcase
    end
  end
endmodule

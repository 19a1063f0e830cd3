import HwgenParameters
import HwgenTypes

/// What a generator is that another one leaves when some of its parameters have values: `Add[has_ce = true]`.
struct GeneratorStage {
  /// The generator that was declared. A stage of a stage is one of the same generator.
  let base: GeneratorID
  /// The values in the order of its parameters, `ParameterSchema.absent` where none has been given.
  let slots: ContiguousArray<ExprID>
  /// Where the parameters that are left stand among those of the base.
  let indices: [Int]
}

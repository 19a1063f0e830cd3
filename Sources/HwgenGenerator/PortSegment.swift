import HwgenNetlist
import HwgenSupport
import HwgenTypes

/// A declaration of an interface in the form in which two are compared: over the parameters that take arguments alone, its
/// record taken apart, the index of its repetition of one name for all. Made by `ComparedInterface`.
struct PortSegment: Equatable {
  let name: NameID
  let direction: PortDirection
  /// Of kind type. Nil where no type is made, whatever the parameters are.
  let type: ExprID?
  /// The port exists where this holds.
  let condition: ExprID
  /// Of a repeated one: the first number and that behind the last.
  let low: ExprID?
  let high: ExprID?
  /// What must hold for the declaration to be legal; over the index too, of whatever number of the repetition it is.
  let conditions: [ExprID]

  /// The name that ports of one group share: `I` of `I[i]`, and of `I_3`.
  let group: NameID
  /// The number behind the group's name.
  let number: Int?
}

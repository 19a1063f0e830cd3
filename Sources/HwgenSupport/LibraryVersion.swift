/// The version of the library, as every host and the header of a text with provenance give it.
public enum LibraryVersion {
  public static let text: StaticString = "0.1.0"
}

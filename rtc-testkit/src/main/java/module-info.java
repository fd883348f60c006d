import org.jspecify.annotations.NullMarked;

/** Virtual time, test clients and faults for testing rooms, and contract tests. */
@NullMarked
module dev.rtcrooms.testkit {
  requires transitive dev.rtcrooms;
  requires java.net.http;
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;

  exports dev.rtcrooms.testkit;
  exports dev.rtcrooms.testkit.cluster;
  exports dev.rtcrooms.testkit.conformance;
  exports dev.rtcrooms.testkit.contract;
}

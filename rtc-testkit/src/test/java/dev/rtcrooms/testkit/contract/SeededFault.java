package dev.rtcrooms.testkit.contract;

import java.util.List;

/** Faults of {@link SeededTransport}, each with the tests that must find it. */
enum SeededFault {
  NONE,
  LOSES_A_WRITE("whatIsWrittenArrivesOnceAndInOrder"),
  DOUBLES_A_WRITE("whatIsWrittenArrivesOnceAndInOrder"),
  SWAPS_TWO_WRITES("whatIsWrittenArrivesOnceAndInOrder"),
  ENDS_A_WRITE_TWICE("whatIsWrittenArrivesOnceAndInOrder"),
  SPLITS_BATCHES("aBatchIsOneFrame"),
  CUTS_AT_64_KIB("framesOfEverySizeArriveWhole"),
  IGNORES_BACK_PRESSURE("whoDoesNotReadHoldsUpNobodyAndMissesNothingInTheEnd"),
  TELLS_NO_CLOSE_CODE("whoIsClosedIsToldWhyAfterWhatWasWritten", "eachReasonHasItsCode"),
  CLOSES_TWICE("ofTwoClosesAtTheSameTimeOneIsTold"),
  WRITES_AFTER_CLOSE("aWriteAfterACloseEndsAndDoesNotArrive"),
  FORGETS_WRITES_AFTER_CLOSE("aWriteAfterACloseEndsAndDoesNotArrive"),
  NEVER_REPORTS_THE_END("whoIsGoneWithoutAWordIsLost", "whoSaysGoodbyeHasLeft"),
  CALLS_A_LOSS_A_GOODBYE("whoIsGoneWithoutAWordIsLost", "aClientThatEndsItsSendingHalfIsLost"),
  MIXES_FRAGMENTS("fragmentsOfTwoClientsDoNotMix"),
  DROPS_FRAGMENTS_AT_A_PING("aPingBetweenFragmentsIsAnsweredAndHarmsNothing"),
  ANSWERS_NO_PING("aPingIsAnsweredWithItsPayload"),
  HEARS_WHAT_FOLLOWS_A_CLOSE("whatComesAfterACloseFrameIsNotHeard"),
  KEEPS_THE_SOCKET("aClientThatDoesNotAnswerACloseLosesItsSocket"),
  COUNTS_CHARACTERS("theSizeOfAFrameIsReportedInBytes"),
  HAS_NO_LIMIT("whatIsTooBigIsNotHeardAndEndsTheConnection"),
  TAKES_ANY_ORIGIN("aPageOfAnotherOriginIsNotLetIn");

  @SuppressWarnings("ImmutableEnumChecker") // the list is immutable
  private final List<String> findings;

  SeededFault(String... findings) {
    this.findings = List.of(findings);
  }

  /** The names of the tests that fail. */
  List<String> findings() {
    return findings;
  }
}

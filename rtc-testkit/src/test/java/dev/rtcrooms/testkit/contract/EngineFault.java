package dev.rtcrooms.testkit.contract;

import java.util.List;

/** Faults of {@link SeededEngines}, each with the tests that must find it. */
enum EngineFault {
  NONE,
  HAS_TWO_HOMES("ofNodesThatClaimAtOnceOneWins", "aHomeKeepsItsRoom"),
  HAS_NO_FENCE("aFormerHomeChangesNothing"),
  HAS_NO_BLIND_RULE("anOutageOfTheStorageMovesNoRoom"),
  TELLS_NO_LOSS("aNodeHasNoLeaseWhenAnotherTakesItsRoom", "aFormerHomeChangesNothing"),
  CALLS_A_RELEASE_A_LOSS("theNextHomeHasThePast", "aRoomThatIsForgottenIsFreeAndHasNoPast"),
  KEEPS_RELEASED_ROOMS("theNextHomeHasThePast", "roomsOfOneNodeAreFreedOneByOne"),
  FORGETS_RELEASED_ROOMS("theNextHomeHasThePast", "aRoomGoesOnAtTheNodeThatReleasedIt"),
  FORGETS_NOTHING("aRoomThatIsForgottenIsFreeAndHasNoPast"),
  BELIEVES_IN_ITS_LEASE("aNodeHasNoLeaseWhenAnotherTakesItsRoom"),
  TELLS_NO_NEW_LEASE("aNodeHasNoLeaseWhenAnotherTakesItsRoom"),
  LOSES_ROOMS_WITH_THE_LEASE("aRoomThatNobodyTookStaysWithItsHome"),
  FINDS_LOST_NODES("aRoomThatNobodyTookStaysWithItsHome"),
  LEAVES_WITHOUT_A_WORD(
      "roomsOfANodeThatLeavesAreFreeBeforeThoseOfOneThatIsLost", "aNodeThatHasLeftWinsNothing"),
  SWAPS_FRAMES("framesArriveInOrderInBothDirections"),
  LOSES_A_FRAME("framesArriveInOrderInBothDirections"),
  DOUBLES_A_FRAME("framesArriveInOrderInBothDirections"),
  CUTS_FRAMES_AT_A_MEBIBYTE("framesOfEverySizeArriveWhole"),
  NAMES_NO_SENDER("framesOfTwoNodesAreToldApart"),
  NEVER_ENDS_A_SEND("aFrameToANodeThatIsNotThereHoldsUpNobody"),
  HAS_ONE_NAME_FOR_ALL("eachNodeHasANameOfItsOwn"),
  DESCRIBES_ITSELF_ALONE("nodesAreDescribedUntilTheyLeave"),
  FORGETS_AUDIENCES("audienceAndRetryAreStored");

  @SuppressWarnings("ImmutableEnumChecker") // the list is immutable
  private final List<String> findings;

  EngineFault(String... findings) {
    this.findings = List.of(findings);
  }

  /** The names of the tests that fail. */
  List<String> findings() {
    return findings;
  }
}

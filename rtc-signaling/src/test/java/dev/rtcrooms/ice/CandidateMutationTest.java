package dev.rtcrooms.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** 100,000 candidates that are nearly right: each is read or refused, and nothing else happens. */
class CandidateMutationTest {

  private static final int INPUTS = 100_000;

  private static final List<String> BITS =
      List.of(
          " ",
          "  ",
          ":",
          "::",
          ".",
          "-",
          "/",
          "\r\n",
          "\0",
          "\u00e9",
          "\ud83d",
          "0",
          "-1",
          "256",
          "65536",
          "2147483648",
          "99999999999999999999",
          " typ ",
          " raddr ",
          " rport ",
          " tcptype so",
          " ufrag ",
          "candidate:",
          ".local",
          "1.2.3.4",
          "relay");

  @Test
  void aMutatedCandidateIsReadOrRefused() {
    Mutants mutants = new Mutants(8839, CandidateExamples.all(), BITS);
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      String mutant = mutants.next();
      try {
        read += EveryCandidate.of(mutant) ? 1 : 0;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("Input " + i + ": " + mutant, e);
      }
    }
    assertThat(read).as("read").isBetween(INPUTS / 20, INPUTS - INPUTS / 20);
  }
}

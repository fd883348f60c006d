package dev.rtcrooms.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidatePriorityTest {

  /** The first three are those of RFC 9429 §7 and RFC 8839 §5.1, the others the formula by hand. */
  @ParameterizedTest
  @CsvSource({
    "126, 255, 1, 2113994751",
    "126, 0, 1, 2113929471",
    "100, 65535, 1, 1694498815",
    "110, 65535, 1, 1862270975",
    "0, 0, 1, 255",
    "0, 0, 256, 0",
    "126, 65535, 1, 2130706431",
    "126, 65535, 256, 2130706176"
  })
  void thePriorityIsThatOfTheFormula(int type, int local, int component, int priority) {
    assertThat(CandidatePriority.of(type, local, component)).isEqualTo(priority);
  }

  @Test
  void theRecommendedTypePreferencesAreThoseOfTheRfc() {
    assertThat(CandidateType.HOST.preference()).isEqualTo(126);
    assertThat(CandidateType.PRFLX.preference()).isEqualTo(110);
    assertThat(CandidateType.SRFLX.preference()).isEqualTo(100);
    assertThat(CandidateType.RELAY.preference()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 1", "127, 0, 1", "0, -1, 1", "0, 65536, 1", "0, 0, 0", "0, 0, 257"})
  void whatIsOutOfItsBoundsIsRefused(int type, int local, int component) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CandidatePriority.of(type, local, component));
  }
}

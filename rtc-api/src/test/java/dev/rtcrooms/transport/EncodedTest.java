package dev.rtcrooms.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncodedTest {

  @Test
  void aForgottenTextIsDecodedAgain() {
    Encoded encoded = Encoded.ofText("\u4e2d\u6587 and more");
    String text = encoded.text();
    assertThat(encoded.text()).isSameAs(text);

    encoded.forgetText();

    assertThat(encoded.text()).isEqualTo(text).isNotSameAs(text);
  }
}

package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "APPLICATION/JSON",
        "application/problem+json",
        "application/json; charset=utf-8",
        "application/json, text/plain, */*",
        "text/plain, application/json, */*;q=0.8",
        "application/*",
        "application/json;q=0.5",
        "text/html;q=0.4, application/json;q=0.5",
        "text/html;q=0, */*",
        "text/*;q=0.9, application/json",
        "application/json ; q=1.000 , text/html;q=0.999"
      })
  void whoPrefersJsonGetsIt(String accept) {
    assertThat(Accept.prefersJson(accept)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/html",
        Asked.BROWSER,
        "text/html, application/json",
        "application/json, text/html",
        "application/json;q=0.4, text/html;q=0.5",
        "application/json;q=0, */*",
        "application/json;q=0",
        "image/png",
        "application/jsonp",
        "application/json;q=0.5, */*",
        ";;,,q=1",
        "application/json;q=0.9;q=1, text/html"
      })
  void everybodyElseGetsHtml(String accept) {
    assertThat(Accept.prefersJson(accept)).isFalse();
  }
}

package dev.rtcrooms.http;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a host may change about {@link RoomRoutes}; for one thread, and only while they are built.
 * Each method returns these options.
 */
public final class HttpOptions {

  private final Set<String> origins = new HashSet<>();
  private boolean credentials;
  private boolean creation = true;
  private String challenge = "Session realm=\"rooms\"";
  private String path = "";
  private Layout layout = Layout.plain();
  private @Nullable URI publicUrl;

  HttpOptions() {}

  /**
   * Sets the address under which browsers see the application, for the links that the pages give:
   * all that stands before {@code room/...}. Default: the request's own scheme and host, which
   * behind a proxy are often not the public ones. No {@code Forwarded} or {@code X-Forwarded-*}
   * header is ever read, since anybody can send one.
   *
   * @param url such as {@code https://app.example/meet}
   * @return these options
   * @throws IllegalArgumentException if it is not http or https, has no host, or has a user, query
   *     or fragment
   */
  public HttpOptions publicUrl(URI url) {
    requireWeb(url);
    String text = url.toString();
    publicUrl = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    return this;
  }

  /**
   * Sets what stands before {@code /room}, {@code /stream} and {@code /rtc-rooms}, below the
   * application's own context path. Default: nothing.
   *
   * @param path empty, or with a leading and without a trailing slash
   * @return these options
   * @throws IllegalArgumentException if it has another form
   */
  public HttpOptions path(String path) {
    if (!path.matches("(/[A-Za-z0-9._~-]+)*")) {
      throw new IllegalArgumentException("Not a path with a leading slash only: " + path);
    }
    this.path = path;
    return this;
  }

  /**
   * Sets what browsers are shown. Default: {@link Layout#plain()}.
   *
   * @param layout the host's own look
   * @return these options
   */
  public HttpOptions layout(Layout layout) {
    this.layout = layout;
    return this;
  }

  /**
   * Adds origins whose scripts may read the answers (CORS). Default: none but the application's
   * own, which needs no permission.
   *
   * @param origins such as {@code https://app.example}
   * @return these options
   * @throws IllegalArgumentException if one is not an origin; there is no wildcard
   */
  public HttpOptions allowedOrigins(String... origins) {
    for (String origin : origins) {
      this.origins.add(asSent(origin));
    }
    return this;
  }

  /**
   * Says whether scripts of the allowed origins may also send cookies or a login and read the
   * answer. Default: false.
   *
   * @param allow whether they may
   * @return these options
   */
  public HttpOptions allowCredentials(boolean allow) {
    this.credentials = allow;
    return this;
  }

  /**
   * Sets whether {@code room/create} exists, for every user whom authentication and admission let
   * into a new room. Default: true. If false it is not found, and the host creates rooms with
   * {@link dev.rtcrooms.Rooms#create()}.
   *
   * @param allow whether visitors create rooms
   * @return these options
   */
  public HttpOptions roomCreation(boolean allow) {
    this.creation = allow;
    return this;
  }

  /**
   * Sets how one may log in, for the {@code WWW-Authenticate} of a 401 (RFC 9110 §11.6.1). Default:
   * {@code Session realm="rooms"}, which makes no browser ask for a password.
   *
   * @param challenge such as {@code Bearer}
   * @return these options
   * @throws IllegalArgumentException if it is not of visible ASCII characters and spaces
   */
  public HttpOptions challenge(String challenge) {
    if (!challenge.matches("[!-~][ -~]*")) {
      throw new IllegalArgumentException("Not a challenge: " + challenge);
    }
    this.challenge = challenge;
    return this;
  }

  private static void requireWeb(URI url) {
    boolean web =
        "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
    boolean bare =
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    if (!web || !bare || url.getHost() == null) {
      throw new IllegalArgumentException("Not the address of a web application: " + url);
    }
  }

  /** An origin as browsers serialise it (HTML standard, "serialization of an origin"). */
  private static String asSent(String origin) {
    URI url = URI.create(origin.toLowerCase(Locale.ROOT));
    requireWeb(url);
    if (!url.getRawPath().isEmpty()) {
      throw new IllegalArgumentException("An origin has no path: " + origin);
    }
    int usual = url.getScheme().equals("https") ? 443 : 80;
    String host = url.getScheme() + "://" + url.getHost();
    return url.getPort() < 0 || url.getPort() == usual ? host : host + ":" + url.getPort();
  }

  @Nullable URI publicUrl() {
    return publicUrl;
  }

  String path() {
    return path;
  }

  Layout layout() {
    return layout;
  }

  Cors cors() {
    return new Cors(Set.copyOf(origins), credentials);
  }

  boolean roomCreation() {
    return creation;
  }

  String challenge() {
    return challenge;
  }
}

package dev.rtcrooms.http;

import dev.rtcrooms.transport.Authority;
import dev.rtcrooms.transport.Masked;
import dev.rtcrooms.transport.Origins;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@link RoomRoutes}, which apply to pages and WebSockets; for one thread, and only
 * while the routes are built. Each method returns these options.
 */
public final class HttpOptions {

  private List<String> origins = List.of();
  private boolean anyOrigin;
  private boolean nullOrigin;
  private Hosts hosts = Hosts.ALL;
  private boolean credentials;
  private boolean creation = true;
  private String challenge = "Session realm=\"rooms\"";
  private String path = "";
  private Layout layout = Layout.plain();
  private final List<ExtraRoutes> extras = new ArrayList<>();
  private @Nullable URI publicUrl;

  HttpOptions() {}

  /**
   * Sets the public address of the application: everything before {@code room/...}. All links begin
   * with it, and its pages may open WebSockets. Default: the scheme, host and path of each request,
   * as the container reports them. Behind a proxy these often differ from the public address. The
   * routes never read {@code Forwarded} or {@code X-Forwarded-*} headers, because any client can
   * send them.
   *
   * @param url such as {@code https://app.example/meet}
   * @return these options
   * @throws IllegalArgumentException if it is not http or https, has no host, or has a user, query
   *     or fragment
   */
  public HttpOptions publicUrl(URI url) {
    publicUrl = Authority.base(url);
    return this;
  }

  /**
   * Sets the path before {@code /room}, {@code /stream} and {@code /rtc-rooms}, below the
   * application's context path. Default: empty.
   *
   * @param path empty, or with a leading and without a trailing slash
   * @return these options
   * @throws IllegalArgumentException if it has another form
   */
  public HttpOptions path(String path) {
    this.path = Route.checkedPrefix(path);
    return this;
  }

  /**
   * Sets the layout of HTML pages. Default: {@link Layout#plain()}.
   *
   * @param layout renders the pages
   * @return these options
   */
  public HttpOptions layout(Layout layout) {
    this.layout = layout;
    return this;
  }

  /**
   * Sets the only origins whose pages may open WebSockets and whose scripts may read responses
   * (CORS). The origin of the {@link #publicUrl} is always allowed. Needed if pages come from
   * another host than the rooms, or if a proxy changes the Host header and no public URL is set.
   * Default: pages of the host that the request was sent to. Clients that send no Origin header are
   * not browsers and are always allowed.
   *
   * @param origins such as {@code https://app.example} or {@code capacitor://localhost}, which
   *     replace those that were set before; none restores the default
   * @return these options
   * @throws IllegalArgumentException if one is not an origin; there are no wildcards, and {@code
   *     null} has a {@linkplain #allowNullOrigin method} of its own
   */
  public HttpOptions allowedOrigins(String... origins) {
    Origins.listed(origins); // throws here, where the mistake is
    this.origins = List.of(origins);
    anyOrigin = false;
    return this;
  }

  /**
   * Allows pages of every origin to open WebSockets. Browsers send cookies with these, so use it
   * only for rooms without a login.
   *
   * @return these options
   */
  public HttpOptions anyOrigin() {
    anyOrigin = true;
    return this;
  }

  /**
   * Also allows pages with the origin {@code null}: files, {@code data:} addresses and sandboxed
   * frames. Every page can open such a frame, so this allows nearly everybody.
   *
   * @return these options
   */
  public HttpOptions allowNullOrigin() {
    nullOrigin = true;
    return this;
  }

  /**
   * Sets the only host names under which the application may be reached, with any port. A request
   * with another {@code Host} gets 400, and its WebSocket is closed with 4504. This prevents DNS
   * rebinding: a page whose own host name resolves to this server. Default: all names, since a
   * proxy may send any. {@link #publicUrl} and {@link #allowedOrigins} protect the WebSockets too.
   *
   * @param names such as {@code app.example} or {@code localhost}; none restores the default
   * @return these options
   * @throws IllegalArgumentException if one is not a host name or has a port
   */
  public HttpOptions allowedHosts(String... names) {
    hosts = Hosts.of(names);
    return this;
  }

  /**
   * Sets whether scripts of the allowed origins may also send cookies or a login and read the
   * answer. Default: false. It cannot be combined with {@link #anyOrigin}.
   *
   * @param allow whether they may
   * @return these options
   */
  public HttpOptions allowCredentials(boolean allow) {
    this.credentials = allow;
    return this;
  }

  /**
   * Sets whether {@code room/create} exists. Authentication and admission decide who may use it.
   * Default: true. If false, the response is 404, and the host creates rooms with {@link
   * dev.rtcrooms.Rooms#create()}.
   *
   * @param allow whether visitors create rooms
   * @return these options
   */
  public HttpOptions roomCreation(boolean allow) {
    this.creation = allow;
    return this;
  }

  /**
   * Sets the {@code WWW-Authenticate} header of a 401 (RFC 9110 §11.6.1). Default: {@code Session
   * realm="rooms"}, for which no browser asks for a password.
   *
   * @param challenge such as {@code Bearer}
   * @return these options
   * @throws IllegalArgumentException if it contains anything but visible ASCII characters and
   *     spaces
   */
  public HttpOptions challenge(String challenge) {
    if (!challenge.matches("[!-~][ -~]*")) {
      throw new IllegalArgumentException("Not a challenge: " + Masked.text(challenge));
    }
    this.challenge = challenge;
    return this;
  }

  /**
   * Adds further addresses, which the same servers serve. Addresses of the rooms precede them.
   *
   * @param routes such as those of WHIP
   * @return these options
   */
  public HttpOptions add(ExtraRoutes routes) {
    extras.add(routes);
    return this;
  }

  @Nullable URI publicUrl() {
    return publicUrl;
  }

  List<ExtraRoutes> extras() {
    return List.copyOf(extras);
  }

  String path() {
    return path;
  }

  Layout layout() {
    return layout;
  }

  Hosts hosts() {
    return hosts;
  }

  Origins origins() {
    List<String> all = new ArrayList<>(origins);
    if (publicUrl != null) {
      all.add(publicUrl.getScheme() + "://" + publicUrl.getRawAuthority());
    }
    if (anyOrigin) {
      return Origins.any();
    }
    Origins rule = all.isEmpty() ? Origins.sameHost() : Origins.listed(all.toArray(String[]::new));
    return nullOrigin ? rule.andNull() : rule;
  }

  Cors cors() {
    if (anyOrigin && credentials) {
      throw new IllegalArgumentException(
          "Credentials cannot be allowed for any origin: list the allowed origins");
    }
    return new Cors(origins(), anyOrigin || nullOrigin || !origins.isEmpty(), credentials);
  }

  boolean roomCreation() {
    return creation;
  }

  String challenge() {
    return challenge;
  }
}

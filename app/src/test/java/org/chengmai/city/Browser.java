package org.chengmai.city;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's Chromium for tests: {@code try (Browser browser = Browser.open(port)) { Page page = browser.desktop(); … }}. Every
 * page has cookies of its own, as if on another machine; use it from the thread that opened it. Where no Chromium is
 * installed the test is skipped and says so.
 */
public final class Browser implements AutoCloseable {

    private static final List<Path> CHROMIUM = Stream.of(
                    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .toList();
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-gpu");
    private static final Path PICTURES = Path.of("target/pictures");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String city;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium, String city) {
        this.playwright = playwright;
        this.chromium = chromium;
        this.city = city;
    }

    public static Browser open(int port) {
        Path program = CHROMIUM.stream().filter(Files::isExecutable).findFirst().orElse(null);
        Assumptions.assumeTrue(
                program != null,
                "Expected Chromium for the browser tests, but none is installed: apt-get install chromium fonts-wqy-zenhei");
        System.setProperty("playwright.cli.dir", driver().toString());
        Playwright playwright =
                Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node())));
        com.microsoft.playwright.Browser chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(FLAGS));
        return new Browser(playwright, chromium, "http://localhost:" + port);
    }

    /** A page of 1440 × 900 in a window of its own. */
    public Page desktop() {
        return page(1440, 900, false);
    }

    /** A page of a phone, 390 × 844, by touch. */
    public Page phone() {
        return page(390, 844, true);
    }

    /** A page of the wall, 1920 × 1080. */
    public Page wall() {
        return page(1920, 1080, false);
    }

    private Page page(int width, int height, boolean touch) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(city)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai")
                .setViewportSize(width, height)
                .setHasTouch(touch)
                .setIsMobile(touch)
                .setDeviceScaleFactor(touch ? 2 : 1));
        context.setDefaultTimeout(20_000);
        return context.newPage();
    }

    /** Signs in on this page by hand, and waits for the page of the role. */
    public void signIn(Page page, String login, String password) {
        page.navigate("/login");
        page.fill("input[name=login]", login);
        page.fill("input[name=password]", password);
        page.click("button.primary");
        page.waitForURL(url -> !url.contains("/login"));
    }

    /** Saves what the page shows under {@code target/pictures/<name>.png} and gives the file. */
    public Path picture(Page page, String name) {
        Path file = PICTURES.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        return file;
    }

    /** Playwright looks for its driver in a folder named package; npm names it otherwise. */
    private static Path driver() {
        try {
            Path folder = Files.createDirectories(Path.of("target/playwright").toAbsolutePath());
            Path inside = folder.resolve("package");
            if (!Files.exists(inside)) {
                Files.deleteIfExists(inside);
                Files.createSymbolicLink(
                        inside, Path.of("node_modules/playwright-core").toAbsolutePath());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String node() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("node");
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}

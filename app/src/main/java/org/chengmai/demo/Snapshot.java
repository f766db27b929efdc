package org.chengmai.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;

/** A made-up photo of a street, drawn so that nobody takes it for a real one: sky, houses, pavement, and the trouble or its absence. */
final class Snapshot {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;
    private static final int PAVEMENT = 420;

    private Snapshot() {}

    /**
     * A JPEG of 800 × 600.
     *
     * @param things how many bikes, boxes or bags stand in the way; 0 for a pavement that was cleared
     */
    static byte[] jpeg(int things, RandomGenerator random) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        street(pen, random);
        for (int i = 0; i < things; i++) {
            bike(pen, 40 + random.nextInt(WIDTH - 200), PAVEMENT + 10 + random.nextInt(90), random);
        }
        pen.dispose();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void street(Graphics2D pen, RandomGenerator random) {
        pen.setPaint(new GradientPaint(0, 0, new Color(0x9CC4E4), 0, PAVEMENT, new Color(0xE6EEF2)));
        pen.fillRect(0, 0, WIDTH, PAVEMENT);
        for (int x = -40; x < WIDTH; x += 110 + random.nextInt(60)) {
            house(pen, x, 120 + random.nextInt(150), 100 + random.nextInt(60), random);
        }
        pen.setColor(new Color(0xB9B5AC));
        pen.fillRect(0, PAVEMENT, WIDTH, 130);
        pen.setColor(new Color(0xA5A198));
        for (int x = 0; x < WIDTH; x += 50) {
            pen.drawLine(x, PAVEMENT, x - 40, PAVEMENT + 130);
        }
        pen.setColor(new Color(0x5C6066));
        pen.fillRect(0, PAVEMENT + 130, WIDTH, HEIGHT);
    }

    private static void house(Graphics2D pen, int x, int top, int width, RandomGenerator random) {
        int tone = 150 + random.nextInt(80);
        pen.setColor(new Color(tone, tone - 12, tone - 30));
        pen.fillRect(x, top, width, PAVEMENT - top);
        pen.setColor(new Color(0x4D5D6B));
        for (int y = top + 14; y < PAVEMENT - 30; y += 34) {
            for (int w = x + 12; w < x + width - 16; w += 28) {
                pen.fillRect(w, y, 15, 20);
            }
        }
    }

    private static void bike(Graphics2D pen, int x, int y, RandomGenerator random) {
        Color[] paints = {new Color(0xF2B705), new Color(0x2E86DE), new Color(0x27AE60)};
        pen.setStroke(new BasicStroke(5));
        pen.setColor(new Color(0x2B2F33));
        pen.drawOval(x, y, 52, 52);
        pen.drawOval(x + 84, y, 52, 52);
        pen.setColor(paints[random.nextInt(paints.length)]);
        pen.drawPolyline(
                new int[] {x + 26, x + 50, x + 92, x + 110, x + 66, x + 26},
                new int[] {y + 26, y - 14, y - 14, y + 26, y + 26, y + 26},
                6);
        pen.drawLine(x + 50, y - 14, x + 66, y + 26);
        pen.drawLine(x + 92, y - 14, x + 86, y - 30);
    }
}

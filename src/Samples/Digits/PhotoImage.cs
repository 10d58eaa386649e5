namespace RnnTrainer.Samples;

/// <summary>The whole picture at the network's size: scaled until it covers it, and what stands over on two sides cut off.</summary>
internal static class PhotoImage
{
    /// <summary>Takes an image of any size; one of the network's size stays as it is.</summary>
    /// <inheritdoc cref="ImagePreparation.Work"/>
    public static PreparedImage Of(GreyImage image, string name, int height, int width)
    {
        if ((image.Height, image.Width) == (height, width))
            return new(image.Pixels, IsInverted: false);
        InkImage scaled = new InkImage([.. image.Pixels.Select(value => value / (float)byte.MaxValue)], image.Height, image.Width)
            .Resize(Math.Max((double)height / image.Height, (double)width / image.Width));
        int top = (scaled.Height - height) / 2, left = (scaled.Width - width) / 2;
        InkImage middle = scaled.Cut(top, top + height, left, left + width);
        return new([.. middle.Values.Select(value => (byte)MathF.Round(byte.MaxValue * Math.Min(1, value)))], IsInverted: false);
    }
}

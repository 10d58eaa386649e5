using RnnTrainer.Data;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class PictureWarpTests
{
    private const int Rows = 28, Columns = 20;

    private static readonly float[] Still = new float[Rows * Columns];

    [TestMethod]
    public void NothingToDoIsTheIdentityBitForBit()
    {
        float[] picture = [.. Enumerable.Range(0, Rows * Columns).Select(i => 1 / (1f + i))], target = new float[picture.Length];
        PictureWarp.Sample(picture, target, Columns, angle: 0, height: 1, width: 1, Still, Still);
        CollectionAssert.AreEqual(picture, target);
    }

    [TestMethod]
    public void AQuarterTurnMovesTheTopToTheRight()
    {
        const int size = 9;
        float[] picture = [.. Enumerable.Range(1, size * size).Select(i => (float)i)], turned = new float[picture.Length];
        PictureWarp.Sample(picture, turned, size, Math.PI / 2, height: 1, width: 1, new float[size * size], new float[size * size]);
        for (int y = 1; y < size - 1; y++)
        {
            for (int x = 1; x < size - 1; x++)
                Assert.AreEqual(picture[(size - 1 - x) * size + y], turned[y * size + x], 1e-3, $"({y}, {x})"); // floats of up to 81
        }
    }

    [TestMethod]
    public void PixelsAreReadWhereTheDisplacementSays()
    {
        float[] picture = [.. Enumerable.Range(0, Rows * Columns).Select(i => (float)(i / Columns * 3 + i % Columns))]; // 3y + x
        float[] target = new float[picture.Length], down = [.. Still.Select(_ => 0.25f)], across = [.. Still.Select(_ => -1.5f)];
        PictureWarp.Sample(picture, target, Columns, angle: 0, height: 1, width: 1, down, across);
        for (int y = 0; y < Rows - 1; y++)
        {
            for (int x = 2; x < Columns; x++)
                Assert.AreEqual(3 * (y + 0.25f) + x - 1.5f, target[y * Columns + x], 1e-4);
            Assert.AreEqual(0, target[y * Columns]); // from outside
        }
    }

    /// <summary>Ink is spread over height x width times the area, wherever and however a blot turns.</summary>
    [TestMethod]
    [DataRow(0.5, 1f, 1f)]
    [DataRow(-3.0, 1f, 1f)]
    [DataRow(0.2, 1.3f, 0.8f)]
    [DataRow(1.0, 0.7f, 1.2f)]
    public void InkIsKept(double angle, float height, float width)
    {
        float[] blot = Blot(), target = new float[blot.Length];
        PictureWarp.Sample(blot, target, Columns, angle, height, width, Still, Still);
        Assert.AreEqual(blot.Sum() * height * width, target.Sum(), 0.01 * blot.Sum());
    }

    [TestMethod]
    [DataRow(30f, 0f, 0f)]
    [DataRow(0f, 0.2f, 0f)]
    [DataRow(0f, 0f, 1f)]
    public void EachSettingChangesPicturesAroundWhatTheyWere(float rotation, float zoom, float elastic)
    {
        RnnAugmentation augmentation = new() { Rotation = rotation, Zoom = zoom, Elastic = elastic };
        PictureWarp warp = new(augmentation, Rows, Columns);
        float[] blot = Blot();
        double ink = 0;
        for (int i = 0; i < 200; i++)
        {
            float[] changed = [.. blot];
            warp.Apply(changed, new RandomStream(1, 3, 1, i));
            CollectionAssert.AreNotEqual(blot, changed);
            ink += changed.Sum() / 200;
        }
        Assert.AreEqual(1, ink / blot.Sum(), 0.05);
    }

    // An oval of soft ink in the middle, longer than it is wide.
    private static float[] Blot() =>
    [
        .. from y in Enumerable.Range(0, Rows)
           from x in Enumerable.Range(0, Columns)
           let distance = Math.Pow((y - (Rows - 1) / 2.0) / 2.5, 2) + Math.Pow((x - (Columns - 1) / 2.0) / 1.8, 2)
           select (float)Math.Exp(-distance / 2),
    ];
}

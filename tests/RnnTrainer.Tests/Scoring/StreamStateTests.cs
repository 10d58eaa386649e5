using RnnTrainer.Network;

namespace RnnTrainer.Tests.Scoring;

/// <summary>The saved state of a stream.</summary>
[TestClass]
public sealed class StreamStateTests
{
    private const int Steps = 11;

    [TestMethod]
    public void ARestoredStreamGoesOnWithTheSameBits()
    {
        foreach (NetworkSpec form in NetworkForms.All().Concat(NetworkForms.OfTokens()).Where(IsStreamed))
        {
            RnnModel model = ScoreDefinition.Network(form);
            float[] sequence = Sequence(form);
            float[][] expected = Push(model.CreateStream(), form, sequence, 0, Steps);
            foreach (int saved in new[] { 0, 1, 5, Steps - 1 })
            {
                RnnStreamScorer first = model.CreateStream(), second = Copy(model).CreateStream();
                Push(first, form, sequence, 0, saved);
                byte[] state = Save(first);
                Push(second, form, sequence, 3, 7); // is forgotten
                second.Restore(state);
                Assert.AreEqual(saved, second.Steps);
                float[][] rest = Push(second, form, sequence, saved, Steps);
                for (int step = 0; step < rest.Length; step++)
                    CollectionAssert.AreEqual(expected[saved + step], rest[step], $"{form.Description}: saved after {saved}, step {step}");
            }
        }
    }

    [TestMethod]
    public void StatesStandOneBehindTheOtherInAFile()
    {
        NetworkSpec form = NetworkForms.Of(InputSpec.AnyTimeSteps, 3, 5, 4, RnnCell.Lstm);
        RnnModel model = ScoreDefinition.Network(form);
        using MemoryStream file = new();
        for (int steps = 0; steps < 4; steps++)
        {
            RnnStreamScorer stream = model.CreateStream();
            Push(stream, form, Sequence(form), 0, steps);
            stream.Save(file);
            Assert.AreEqual((steps + 1L) * stream.StateSize, file.Length);
        }
        file.Position = 0;
        for (int steps = 0; steps < 4; steps++)
        {
            RnnStreamScorer stream = model.CreateStream();
            stream.Restore(file);
            Assert.AreEqual(steps, stream.Steps);
        }
    }

    [TestMethod]
    public void AStateOfAnotherNetworkIsRefused()
    {
        NetworkSpec form = NetworkForms.Of(InputSpec.AnyTimeSteps, 3, 5, 4, pooling: RnnPooling.Mean);
        RnnModel model = ScoreDefinition.Network(form);
        float[] weights = [.. model.Parameters];
        weights[7] += 1e-3f;
        RnnModel[] others =
        [
            new(form, weights, labelValues: null),                                                       // other weights
            new(form with { Pooling = RnnPooling.Max }, [.. model.Parameters], labelValues: null),        // as many numbers
            new(form.With(NetworkForms.Normalization(RnnNormalization.MinMax, 3)), [.. model.Parameters], labelValues: null),
            ScoreDefinition.Network(form with { Layers = [form.Top, form.Top] }),                         // a longer state
        ];
        foreach (RnnModel other in others)
        {
            RnnStreamScorer stream = model.CreateStream(), another = other.CreateStream();
            byte[] state = Save(another);
            foreach (Action restore in new Action[] { () => stream.Restore(state), () => stream.Restore(new MemoryStream(state)) })
                Assert.Contains("belongs to another network", Assert.ThrowsExactly<InvalidDataException>(restore).Message);
        }
    }

    [TestMethod]
    public void DamageIsRefusedAndTheStreamStaysAsItWas()
    {
        NetworkSpec form = NetworkForms.Of(InputSpec.AnyTimeSteps, 3, 5, 4, RnnCell.Gru);
        RnnModel model = ScoreDefinition.Network(form);
        RnnStreamScorer stream = model.CreateStream(), other = model.CreateStream();
        float[][] expected = Push(model.CreateStream(), form, Sequence(form), 0, Steps);
        Push(stream, form, Sequence(form), 0, 4);
        byte[] state = Save(other);
        for (int i = 0; i < state.Length; i++)
        {
            byte[] damaged = [.. state];
            damaged[i] ^= 4;
            Assert.ThrowsExactly<InvalidDataException>(() => stream.Restore(damaged), $"byte {i}");
            Assert.ThrowsExactly<InvalidDataException>(() => stream.Restore(state.AsSpan(0, i).ToArray()), $"{i} bytes");
        }
        Assert.Contains("1 bytes follow it", Assert.ThrowsExactly<InvalidDataException>(() => stream.Restore([.. state, 0])).Message);
        float[][] rest = Push(stream, form, Sequence(form), 4, Steps);
        for (int step = 0; step < rest.Length; step++)
            CollectionAssert.AreEqual(expected[4 + step], rest[step]);
    }

    [TestMethod]
    public void ShortRoomIsRefused()
    {
        RnnStreamScorer stream = ScoreDefinition.Network(NetworkForms.Of(InputSpec.AnyTimeSteps, 3, 5, 4)).CreateStream();
        Assert.Contains($"has {stream.StateSize} bytes",
            Assert.ThrowsExactly<ArgumentException>(() => stream.Save(new byte[stream.StateSize - 1])).Message);
    }

    private static bool IsStreamed(NetworkSpec form) =>
        form.Layers.All(layer => !layer.Bidirectional) && !form.Input.Normalization.IsOfSequence;

    // As another process loads it.
    private static RnnModel Copy(RnnModel model) => new(model.Network, [.. model.Parameters], labelValues: null);

    private static byte[] Save(RnnStreamScorer stream)
    {
        byte[] state = new byte[stream.StateSize];
        stream.Save(state);
        return state;
    }

    private static float[][] Push(RnnStreamScorer stream, NetworkSpec form, float[] sequence, int first, int end) =>
    [
        .. Enumerable.Range(first, end - first)
            .Select(step => stream.Push(sequence.AsSpan(step * form.Input.Size, form.Input.Size)).ToArray()),
    ];

    private static float[] Sequence(NetworkSpec form) => [.. Enumerable.Range(0, Steps * form.Input.Size).Select(i =>
        form.Input.Embedding is { } table ? i * 5 % (table.LargestToken + 1)
            : form.Input.FillsMissing && i % 4 == 1 ? float.NaN : MathF.Sin(i))];
}

using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RnnTrainer.Network;

namespace RnnTrainer.Tests.Exchange.Onnx;

/// <summary>Networks whose states go in and come out: ONNX Runtime scores a sequence step by step as a stream does.</summary>
[TestClass]
public sealed class OnnxStateTests
{
    // As in OnnxAgreementTests; errors of the states go from step to step.
    private const float Tolerance = 1e-5f;

    private const int Inputs = 3, Steps = 12;

    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void EachStepAgreesWithAStream()
    {
        NetworkSpec[] forms = [.. NetworkForms.InOnnx(Inputs).Where(HasStates)];
        CollectionAssert.IsSubsetOf(Enum.GetValues<RnnCell>(), forms.Select(form => form.Top.Cell).ToArray());
        CollectionAssert.IsSubsetOf(Enum.GetValues<RnnHead>(), forms.Select(form => form.Head.Kind).ToArray());
        foreach (NetworkSpec form in forms.Concat([forms[0].WithTimeSteps(4)])) // steps beyond those of training too
        {
            RnnTransformer network = OnnxNetworks.Create(Ml, form);
            using OnnxSession session = OnnxSession.Of(network, new() { IncludeStates = true, IncludeSequenceLengths = false });
            float[] sequence = OnnxNetworks.Rows(1, Inputs, Steps, Steps)[0];
            RnnStreamScorer stream = network.CreateStream();
            Dictionary<string, float[]> states = session.Session.InputMetadata.Where(input => input.Key != "Features")
                .ToDictionary(input => input.Key, input => new float[input.Value.Dimensions[2]]);
            for (int step = 0; step < Steps; step++)
            {
                float[] x = sequence[(step * Inputs)..((step + 1) * Inputs)], expected = stream.Push(x).ToArray();
                float[] score = Run(session, x, steps: 1, states);
                for (int i = 0; i < expected.Length; i++)
                    Assert.AreEqual(expected[i], score[i], Tolerance, $"{form.Description}: step {step}, output {i}");
            }
        }
    }

    [TestMethod]
    public void ASequenceMayComeInPiecesOfSeveralSteps()
    {
        NetworkSpec form = NetworkForms.Of(InputSpec.AnyTimeSteps, Inputs, 5, 4, RnnCell.Lstm, layers: 2);
        RnnTransformer network = OnnxNetworks.Create(Ml, form);
        using OnnxSession session = OnnxSession.Of(network, new() { IncludeStates = true, IncludeSequenceLengths = false });
        Assert.AreEqual("Features h0 c0 h1 c1; PredictedLabel Score h0_next c0_next h1_next c1_next",
            $"{string.Join(' ', session.Session.InputNames)}; {string.Join(' ', session.Session.OutputNames)}");
        float[] sequence = OnnxNetworks.Rows(1, Inputs, Steps, Steps)[0];
        Dictionary<string, float[]> states = ((string[])["h0", "c0", "h1", "c1"]).ToDictionary(name => name, _ => new float[5]);
        float[] score = [];
        int step = 0;
        foreach (int steps in new[] { 5, 1, 6 })
        {
            score = Run(session, sequence[(step * Inputs)..((step + steps) * Inputs)], steps, states);
            step += steps;
        }
        float[] expected = network.ScoreEachStep(sequence)[^1];
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], score[i], Tolerance);
    }

    [TestMethod]
    public void WhatCarriesMoreThanStatesIsRefusedWithItsCure()
    {
        IEnumerable<NetworkSpec> others = NetworkForms.InOnnx(Inputs).Where(network => !HasStates(network));
        foreach (NetworkSpec form in others.Concat(NetworkForms.WithHighway(timeSteps: 4)))
        {
            RnnTransformer network = OnnxNetworks.Create(Ml, form);
            string message = Assert.ThrowsExactly<NotSupportedException>(
                () => network.SaveAsOnnx(new MemoryStream(), new RnnOnnxOptions { IncludeStates = true })).Message;
            Assert.Contains("leave IncludeStates false", message, form.Description);
        }
    }

    private static bool HasStates(NetworkSpec network) => network.Pooling is RnnPooling.None or RnnPooling.Last
        && network.Layers.All(layer => !layer.Bidirectional) && network.Input.BlockSteps == 1
        && !network.Input.Normalization.IsOfSequence;

    // The scores after the last of some steps; the states become those after it.
    private static float[] Run(OnnxSession session, float[] x, int steps, Dictionary<string, float[]> states)
    {
        NamedOnnxValue features = NamedOnnxValue.CreateFromTensor("Features", new DenseTensor<float>(x, [1, steps, Inputs]));
        using var results = session.Session.Run([features, .. states.Select(state =>
            NamedOnnxValue.CreateFromTensor(state.Key, new DenseTensor<float>(state.Value, [1, 1, state.Value.Length])))]);
        foreach (string state in states.Keys.ToArray())
            states[state] = [.. results.Single(value => value.Name == $"{state}_next").AsEnumerable<float>()];
        return [.. results.Single(value => value.Name == "Score").AsEnumerable<float>()];
    }
}

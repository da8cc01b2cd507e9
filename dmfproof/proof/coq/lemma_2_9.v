(* Made by `dmfproof export lemma_2_9 --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 2.
Lemma depth_0 : depth 0 = 2. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_V (b : R) (n' : nat) : R := match n' with O => 1 | S n' => (b)*(seq_V b n') end.
Lemma seq_V_0 : forall (b : R), seq_V b 0 = 1. Proof. reflexivity. Qed.
Lemma seq_V_S : forall (b : R) (n' : nat), seq_V b (S n') = (b)*(seq_V b n'). Proof. reflexivity. Qed.
Lemma seq_V_is : forall (b : R) (n' : nat), seq_V b n' = (b) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_V_0; unfold power_sum; simpl; ring|]. rewrite seq_V_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem lemma_2_9_sequences : forall (a b a2 b2 lam eta : R) (n' : nat),
  (a2 - (a - eta*((seq_V b n')*((a*b*(seq_V b n')) - lam))*b)) = 0 ->
  (b2 - (b - eta*((seq_V b n')*((a*b*(seq_V b n')) - lam))*a)) = 0 ->
  (b2 - a2 - (1 + eta*((seq_V b n')*((a*b*(seq_V b n')) - lam)))*(b - a)) = 0 /\
  (b2 + a2 - (1 - eta*((seq_V b n')*((a*b*(seq_V b n')) - lam)))*(b + a)) = 0 /\
  (b2^2 - a2^2 - (1 - eta^2*((seq_V b n')*((a*b*(seq_V b n')) - lam))^2)*(b^2 - a^2)) = 0.
Proof.
  intros a b a2 b2 lam eta n' F_update_a F_update_b.
  assert (F_depth : forall m', 0 <= ((depth m') - 2)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_difference : (b2 - a2 - (1 + eta*((seq_V b n')*((a*b*(seq_V b n')) - lam)))*(b - a)) = 0).
  { 
    assert (E : (b2 - a2 - (1 + eta*((seq_V b n')*((a*b*(seq_V b n')) - lam)))*(b - a)) = 0 + ((0 + (-1) * (a2 - (a - eta*((seq_V b n')*((a*b*(seq_V b n')) - lam))*b))) + (1) * (b2 - (b - eta*((seq_V b n')*((a*b*(seq_V b n')) - lam))*a)))) by (identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_a)) (zero_times _ _ F_update_b)) (eq_refl 0)).
  }
  assert (F_sum : (b2 + a2 - (1 - eta*((seq_V b n')*((a*b*(seq_V b n')) - lam)))*(b + a)) = 0).
  { 
    assert (E : (b2 + a2 - (1 - eta*((seq_V b n')*((a*b*(seq_V b n')) - lam)))*(b + a)) = 0 + ((0 + (1) * (a2 - (a - eta*((seq_V b n')*((a*b*(seq_V b n')) - lam))*b))) + (1) * (b2 - (b - eta*((seq_V b n')*((a*b*(seq_V b n')) - lam))*a)))) by (identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_a)) (zero_times _ _ F_update_b)) (eq_refl 0)).
  }
  assert (F_squares : (b2^2 - a2^2 - (1 - eta^2*((seq_V b n')*((a*b*(seq_V b n')) - lam))^2)*(b^2 - a^2)) = 0).
  { 
    assert (E : (b2^2 - a2^2 - (1 - eta^2*((seq_V b n')*((a*b*(seq_V b n')) - lam))^2)*(b^2 - a^2)) = 0 + ((0 + (b + a + (seq_V b n')*b*eta*lam - (seq_V b n')^2*a*b^2*eta + (seq_V b n')*a*eta*lam - (seq_V b n')^2*a^2*b*eta) * (b2 - a2 - (1 + eta*((seq_V b n')*((a*b*(seq_V b n')) - lam)))*(b - a))) + (b2 - a2) * (b2 + a2 - (1 - eta*((seq_V b n')*((a*b*(seq_V b n')) - lam)))*(b + a)))) by (identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_difference)) (zero_times _ _ F_sum)) (eq_refl 0)).
  }
  exact (conj F_difference (conj F_sum (F_squares))).
Qed.

Theorem lemma_2_9 : forall (N : nat) (a b a2 b2 lam eta : R), (2 <= N)%nat ->
  (a2 - (a - eta*(((b) ^ (N - 2))*((a*b*((b) ^ (N - 2))) - lam))*b)) = 0 ->
  (b2 - (b - eta*(((b) ^ (N - 2))*((a*b*((b) ^ (N - 2))) - lam))*a)) = 0 ->
  (b2 - a2 - (1 + eta*(((b) ^ (N - 2))*((a*b*((b) ^ (N - 2))) - lam)))*(b - a)) = 0 /\
  (b2 + a2 - (1 - eta*(((b) ^ (N - 2))*((a*b*((b) ^ (N - 2))) - lam)))*(b + a)) = 0 /\
  (b2^2 - a2^2 - (1 - eta^2*(((b) ^ (N - 2))*((a*b*((b) ^ (N - 2))) - lam))^2)*(b^2 - a^2)) = 0.
Proof.
  intros N a b a2 b2 lam eta HN F_update_a F_update_b.
  assert (DN : INR N = depth (N - 2)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DV : ((b) ^ (N - 2)) = (seq_V b (N - 2))) by (rewrite seq_V_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  rewrite ?DN, ?DV in F_update_a.
  rewrite ?DN, ?DV in F_update_b.
  rewrite ?DN, ?DV.
  exact (lemma_2_9_sequences a b a2 b2 lam eta (N - 2) F_update_a F_update_b).
Qed.

Theorem lemma_2_9_all_steps : forall (N : nat) (lam eta : R) (a b : nat -> R), (2 <= N)%nat ->
  (forall k, a (S k) = (a k) - eta*((((b k)) ^ (N - 2))*(((a k)*(b k)*(((b k)) ^ (N - 2))) - lam))*(b k)) ->
  (forall k, b (S k) = (b k) - eta*((((b k)) ^ (N - 2))*(((a k)*(b k)*(((b k)) ^ (N - 2))) - lam))*(a k)) ->
  forall k : nat,
  ((b (S k)) - (a (S k)) - (1 + eta*((((b k)) ^ (N - 2))*(((a k)*(b k)*(((b k)) ^ (N - 2))) - lam)))*((b k) - (a k))) = 0 /\
  ((b (S k)) + (a (S k)) - (1 - eta*((((b k)) ^ (N - 2))*(((a k)*(b k)*(((b k)) ^ (N - 2))) - lam)))*((b k) + (a k))) = 0 /\
  ((b (S k))^2 - (a (S k))^2 - (1 - eta^2*((((b k)) ^ (N - 2))*(((a k)*(b k)*(((b k)) ^ (N - 2))) - lam))^2)*((b k)^2 - (a k)^2)) = 0.
Proof.
  intros N lam eta a b HN  U_a U_b .
  intro k.
  destruct (lemma_2_9 N (a k) (b k) (a (S k)) (b (S k)) lam eta HN  ltac:(rewrite (U_a k); ring) ltac:(rewrite (U_b k); ring)) as [C_difference [C_sum C_squares]].
  exact (conj C_difference (conj C_sum (C_squares))).
Qed.

Print Assumptions lemma_2_9_all_steps.
